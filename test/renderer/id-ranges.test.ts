import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { addRange, includesId, removeId, toggleId, toRanges } from '../../renderer/webhooks/id-ranges.ts';

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

test('any ids become the fewest ranges that hold just them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 })), (some) => {
      const ids = Uint32Array.from(some).toSorted();
      const ranges = toRanges(ids);
      const found = Array.from({ length: 42 }, (_, id) => id).filter((id) => includesId(ranges, id));
      expect(found).toEqual(Array.from(ids));
      expect(ranges.every(([first], place) => first - 1 !== ranges[place - 1]?.[1])).toBe(true);
    }),
  );
});
