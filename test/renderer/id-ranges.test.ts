import { expect, test } from 'vitest';

import { addRange, includesId, removeId, toggleId } from '../../renderer/webhooks/id-ranges.ts';

test('ranges that meet become one', () => {
  expect(addRange(addRange([], [5, 9]), [10, 12])).toEqual([[5, 12]]);
});

test('a range may be given from its end', () => {
  expect(addRange([], [9, 5])).toEqual([[5, 9]]);
});

test('ranges apart stay apart and ascending', () => {
  expect(addRange([[20, 30]], [1, 3])).toEqual([
    [1, 3],
    [20, 30],
  ]);
});

test('taking an id out of the middle leaves both sides', () => {
  expect(removeId([[1, 5]], 3)).toEqual([
    [1, 2],
    [4, 5],
  ]);
  expect(removeId([[3, 3]], 3)).toEqual([]);
});

test('toggling twice changes nothing', () => {
  const twice = toggleId(toggleId([[1, 5]], 9), 9);
  expect(twice).toEqual([[1, 5]]);
  expect(includesId(twice, 5)).toBe(true);
});
