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

const sortedList = (...ids: number[]): IdList => {
  const list = new IdList();
  list.replace(Uint32Array.from(ids));
  return list;
};

test('a sorted list has its own order, and knows its ids by number all the same', () => {
  const list = sortedList(30, 10, 40, 20);
  expect(list.slice(1, 3)).toEqual([10, 40]);
  expect([10, 20, 30, 40, 25].map((id) => list.indexOf(id))).toEqual([1, 3, 0, 2, -1]);
  expect([list.lowest, list.highest]).toEqual([10, 40]);
  expect(list.countBetween(15, 40)).toBe(3);
  expect(list.countAbove(20)).toBe(2);
  expect(list.idsBetween(15, 40)).toEqual([20, 30, 40]);
});

test('an id that has left a sorted list keeps the place where it was seen last', () => {
  const list = sortedList(30, 10, 40, 20);
  expect(list.placeOf(40)).toBe(2);
  list.replace(Uint32Array.from([30, 10, 20]));
  expect(list.placeOf(40)).toBe(2);
  expect(list.indexOf(40)).toBe(-1);
  list.replace(Uint32Array.from([30, 10]));
  expect(list.placeOf(40)).toBe(2);
  expect(list.placeOf(7)).toBe(0);
});

test.each([
  [
    'downwards',
    10,
    20,
    [
      [10, 10],
      [20, 20],
      [40, 40],
    ],
  ],
  [
    'upwards',
    40,
    30,
    [
      [10, 10],
      [30, 30],
      [40, 40],
    ],
  ],
  ['to itself', 10, 10, [[10, 10]]],
  ['from one that is gone', 25, 10, [[10, 10]]],
])('rows of a sorted list from one to another, %s', (_name, from, to, ranges) => {
  expect(sortedList(30, 10, 40, 20).rangesFromTo(from, to)).toEqual(ranges);
});

test('rows from one to another are one range in the order of arrival', () => {
  expect(listOf(10, 20, 30, 40).rangesFromTo(40, 20)).toEqual([[20, 40]]);
});

test('an empty list has no lowest and no highest', () => {
  expect([new IdList().lowest, new IdList().highest]).toEqual([undefined, undefined]);
});

test('a list that is sorted anew by arrival takes what comes', () => {
  const list = sortedList(2, 1);
  list.replace(Uint32Array.from([1, 2]));
  list.append(Uint32Array.from([3]));
  expect(list.indexOf(3)).toBe(2);
  expect(list.highest).toBe(3);
});
