import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { Retention } from '../../../main/capture/retention.ts';
import { countBeyond } from '../../../main/keep/count-beyond.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';

const DAY_US = 86_400_000_000;
const NOW = 100 * DAY_US;

const limits = fc.record({
  days: fc.constantFrom(0, 10, 30),
  webhooks: fc.constantFrom(0, 3, 10, 250),
  bytes: fc.constantFrom(0, 400, 2_000),
});
const history = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.nat(60), { maxLength: 20 }) },
  // More than one step of the walk.
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 300 }, (_, index) => index % 60)) },
);
const ids = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 });

test('what is counted is what goes, and counting takes nothing away', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(history, ids, ids, limits, (days, starred, removed, wished) => {
      const files = temporaryFiles();
      const record = openRecord(files.capture, { clock: () => NOW });
      const stars = new StarStore(closing(openAppDatabase(files.app)), () => NOW);
      record.append(...days.map((ago) => anArrival({ receivedAt: NOW - ago * DAY_US, body: 'x'.repeat(ago) })));
      stars.set(starred, true);
      record.removals.remove(removed);
      const before = record.ids();
      const kept = { webhooks: before.length, bytes: before.length * 150, recordBytes: before.length * 130 };
      const count = countBeyond(files, { limits: wished, kept, now: NOW });
      expect(record.ids()).toEqual(before);

      const retention = new Retention({
        record: record.db,
        removals: record.removals,
        clock: () => NOW,
        limits: () => wished,
        kept: () => kept,
        starred: (first, last) => stars.within(first, last),
      });
      retention.begin();
      while (retention.step());
      expect(count).toBe(before.length - record.ids().length);
    }),
    { numRuns: 40 },
  );
});
