import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { joinRanges, RemovedRanges } from '../../../main/capture/removed-ranges.ts';
import { anArrival } from '../../support/arrivals.ts';
import { openRecord } from '../../support/databases.ts';

test('ranges that touch or overlap become one', () => {
  const ranges = [
    { first: 7, last: 9 },
    { first: 1, last: 3 },
    { first: 4, last: 4 },
    { first: 8, last: 12 },
  ];
  expect(joinRanges(ranges)).toEqual([
    { first: 1, last: 4 },
    { first: 7, last: 12 },
  ]);
});

test('an id is removed exactly where a removal that stands has it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }), { maxLength: 6 }),
      fc.array(fc.nat(5)),
      (removals, undone) => {
        const record = openRecord(':memory:', { clock: () => 1 });
        record.append(...Array.from({ length: 40 }, () => anArrival()));
        const removed = new RemovedRanges(record.db);
        const numbers = removals.map((ids) => record.removals.remove(ids));
        removed.refresh();
        for (const index of undone) record.removals.restore(numbers[index] ?? 0);
        removed.refresh();
        const expected = new Set(removals.flatMap((ids, index) => (undone.includes(index) ? [] : ids)));
        for (let id = 0; id <= 41; id += 1) expect(removed.has(id), String(id)).toBe(expected.has(id));
        record.db.close();
      },
    ),
    { numRuns: 50 },
  );
});
