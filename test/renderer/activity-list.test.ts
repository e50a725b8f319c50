import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { ActivityList } from '../../renderer/messages/activity-list.ts';

const listOf = (...ids: number[]): ActivityList => {
  const list = new ActivityList();
  list.replace(Uint32Array.from(ids));
  return list;
};
const all = (list: ActivityList): number[] => list.slice(0, list.length);

test('what comes goes to the end, also where it was there before', () => {
  const list = listOf(5, 2, 9, 4);
  list.append(Uint32Array.from([2, 10, 4]));
  expect(all(list)).toEqual([5, 9, 2, 10, 4]);
  expect([list.at(0), list.at(4), list.at(5)]).toEqual([5, 4, undefined]);
});

test('a place is looked for from the end, or from where it was', () => {
  const list = listOf(5, 2, 9);
  expect([list.indexOf(2), list.indexOf(9, 1), list.indexOf(7), list.indexOf(5, -1)]).toEqual([1, -1, -1, -1]);
});

test('what moves to the end is unseen again', () => {
  const list = listOf(1, 2, 3, 4);
  expect(list.seen).toBe(4);
  list.append(Uint32Array.from([2, 5]));
  expect([all(list), list.seen]).toEqual([[1, 3, 4, 2, 5], 3]);
  list.see(4);
  list.see(1);
  expect(list.seen).toBe(4);
  list.replace(Uint32Array.from([1, 3]));
  expect(list.seen).toBe(2);
});

test('it is what a plain list would be, whatever comes', () => {
  const batch = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 });
  fc.assert(
    fc.property(batch, fc.array(batch, { maxLength: 12 }), (first, batches) => {
      const list = listOf(...first);
      let plain = first;
      let unseen: number[] = [];
      for (const ids of batches) {
        list.append(Uint32Array.from(ids));
        plain = [...plain.filter((id) => !ids.includes(id)), ...ids];
        unseen = [...unseen.filter((id) => !ids.includes(id)), ...ids];
        expect(all(list)).toEqual(plain);
        expect(list.length - list.seen).toBe(unseen.length);
      }
      for (const [place, id] of plain.entries()) expect(list.indexOf(id)).toBe(place);
    }),
  );
});
