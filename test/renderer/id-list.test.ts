import { expect, test } from 'vitest';

import { IdList } from '../../renderer/webhooks/id-list.ts';

const listOf = (...ids: number[]): IdList => {
  const list = new IdList();
  list.append(Uint32Array.from(ids));
  return list;
};

test('ids keep their order over many appends that outgrow the room', () => {
  const list = new IdList();
  for (let first = 1; first < 10_000; first += 7) {
    list.append(Uint32Array.from({ length: 7 }, (_, offset) => first + offset));
  }
  expect(list.length).toBe(10_003);
  expect(list.at(0)).toBe(1);
  expect(list.at(9_999)).toBe(10_000);
  expect(list.at(10_003)).toBeUndefined();
});

test('appending does not write into an array that main has sent', () => {
  const sent = Uint32Array.from([1, 2, 3]);
  const list = new IdList();
  list.replace(sent);
  list.append(Uint32Array.from([4]));
  expect([...sent]).toEqual([1, 2, 3]);
  expect(list.slice(0, 9)).toEqual([1, 2, 3, 4]);
});

test.each([
  [10, 0],
  [20, 1],
  [25, -1],
  [40, 3],
  [41, -1],
])('the place of id %d is %d', (id, place) => {
  expect(listOf(10, 20, 30, 40).indexOf(id)).toBe(place);
});

test('ids between two are counted with both ends', () => {
  expect(listOf(10, 20, 30, 40).countBetween(20, 40)).toBe(3);
  expect(listOf(10, 20, 30, 40).countBetween(21, 29)).toBe(0);
});

test('a list that became empty takes new ids', () => {
  const list = listOf(1, 2);
  list.replace(new Uint32Array());
  list.append(Uint32Array.from([9]));
  expect(list.slice(0, 9)).toEqual([9]);
});
