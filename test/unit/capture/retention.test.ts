import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { KeepLimits, Kept } from '../../../main/capture/retention.ts';
import { Retention } from '../../../main/capture/retention.ts';
import { anArrival } from '../../support/arrivals.ts';
import type { TestRecord } from '../../support/databases.ts';
import { openRecord } from '../../support/databases.ts';

const DAY_US = 86_400_000_000;
const NOW = 100 * DAY_US;
const NO_LIMITS: KeepLimits = { days: 0, webhooks: 0, bytes: 0 };
/** What a row without body, headers and answer counts for: its target and the guess for the rest. */
const EMPTY_ROW_BYTES = 101;

interface Setup {
  readonly limits: Partial<KeepLimits>;
  readonly stars?: readonly number[];
  readonly kept?: () => Kept | null;
}

/** What the record says of itself, in the same measure as the limits: what can still come back takes its space. */
function measure({ db }: TestRecord): Kept {
  const { webhooks, bytes } = db
    .prepare<[], { webhooks: number; bytes: number }>(
      `SELECT coalesce(sum(NOT EXISTS (
         SELECT 1 FROM removed_ranges JOIN removals ON removals.id = removal AND state = 'removed'
         WHERE requests.id BETWEEN first_id AND last_id)), 0) AS webhooks,
         coalesce(sum(length(body) + ${EMPTY_ROW_BYTES}), 0) AS bytes FROM requests`,
    )
    .get() ?? { webhooks: 0, bytes: 0 };
  return { webhooks, bytes, recordBytes: bytes };
}

function retain(record: TestRecord, { limits, stars = [], kept = () => measure(record) }: Setup): void {
  const retention = new Retention({
    record: record.db,
    removals: record.removals,
    clock: () => NOW,
    limits: () => ({ ...NO_LIMITS, ...limits }),
    kept,
    starred: (first, last) => new Set(stars.filter((id) => id >= first && id <= last)),
  });
  retention.begin();
  while (retention.step());
}

const agedDays = (days: number, body = ''): ReturnType<typeof anArrival> =>
  anArrival({ receivedAt: NOW - days * DAY_US, body });

describe('of webhooks beyond the limits', () => {
  test('those that are too old go, starred ones stay', () => {
    const record = openRecord(':memory:');
    record.append(agedDays(40), agedDays(35), agedDays(31), agedDays(29), agedDays(0));
    retain(record, { limits: { days: 30 }, stars: [2] });
    expect(record.ids()).toEqual([2, 4, 5]);
  });

  test('as many of the oldest go as are too many', () => {
    const record = openRecord(':memory:');
    record.append(...Array.from({ length: 1_000 }, () => agedDays(1)));
    retain(record, { limits: { webhooks: 400 }, stars: [1, 300] });
    expect(record.ids()).toEqual([1, 300, ...Array.from({ length: 398 }, (_, index) => 603 + index)]);
  });

  test('as many of the oldest go as take too much, and not one more', () => {
    const record = openRecord(':memory:');
    record.append(agedDays(3, 'x'.repeat(5_000)), agedDays(2, 'y'), agedDays(1, 'z'));
    retain(record, { limits: { bytes: 4_000 } });
    expect(record.ids()).toEqual([2, 3]);
  });

  test('none goes for the space of what was removed and can still come back, also where that is newer', () => {
    const record = openRecord(':memory:');
    const large = 'x'.repeat(1_000);
    record.append(
      ...Array.from({ length: 300 }, () => agedDays(1)),
      ...Array.from({ length: 500 }, () => agedDays(1, large)),
    );
    record.removals.remove(Array.from({ length: 500 }, (_, index) => 301 + index));
    retain(record, { limits: { bytes: 300 * EMPTY_ROW_BYTES } });
    expect(record.ids()).toHaveLength(800);
    retain(record, { limits: { bytes: 299 * EMPTY_ROW_BYTES } });
    expect(record.ids()[0]).toBe(2);
  });

  test('nothing goes where there is no limit, or where it is not known how many there are', () => {
    const record = openRecord(':memory:');
    record.append(agedDays(400), agedDays(1));
    retain(record, { limits: {} });
    retain(record, { limits: { webhooks: 1_000, bytes: 1 }, kept: () => null });
    expect(record.ids()).toEqual([1, 2]);
  });

  test('one from the future, left by a wrong clock, does not keep those behind it', () => {
    const record = openRecord(':memory:');
    record.append(agedDays(40), agedDays(-500), agedDays(35), agedDays(1));
    retain(record, { limits: { days: 30 } });
    expect(record.ids()).toEqual([2, 4]);
  });
});

test('it goes in small steps, so that answers to Vonage go first', () => {
  const record = openRecord(':memory:');
  record.append(...Array.from({ length: 1_000 }, () => agedDays(40)));
  const retention = new Retention({
    record: record.db,
    removals: record.removals,
    clock: () => NOW,
    limits: () => ({ ...NO_LIMITS, days: 30 }),
    kept: () => null,
    starred: () => new Set(),
  });
  expect(retention.step()).toBe(false);
  retention.begin();
  retention.step();
  expect(record.ids()).toHaveLength(800);
});

test('the index learns of it, and the ids are not used again', () => {
  const record = openRecord(':memory:');
  record.append(agedDays(40), agedDays(40));
  retain(record, { limits: { days: 30 } });
  expect(record.db.prepare('SELECT action FROM changes').pluck().all()).toEqual(['remove']);
  expect(record.append(agedDays(0))).toEqual([3]);
});

const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('arrive' as const), days: fc.nat(60), bytes: fc.nat(300) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('star' as const), id: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'retain' as const }) },
);
const anyLimits = fc.record({
  days: fc.constantFrom(0, 10, 30),
  webhooks: fc.constantFrom(0, 3, 10),
  bytes: fc.constantFrom(0, 400, 2_000),
});

interface Modelled {
  readonly id: number;
  readonly days: number;
  readonly bytes: number;
}

/** What may stay, said another way: the oldest goes for as long as anything is beyond a limit. */
function whatStays(all: readonly Modelled[], stars: ReadonlySet<number>, limits: KeepLimits): Modelled[] {
  const left = [...all];
  for (;;) {
    const oldest = left.findIndex(({ id }) => !stars.has(id));
    const candidate = left[oldest];
    if (candidate === undefined) return left;
    const isOld = limits.days !== 0 && candidate.days > limits.days;
    const isMany = limits.webhooks !== 0 && left.length > limits.webhooks;
    const isLarge = limits.bytes !== 0 && left.reduce((sum, { bytes }) => sum + bytes, 0) > limits.bytes;
    if (!isOld && !isMany && !isLarge) return left;
    left.splice(oldest, 1);
  }
}

test('after any sequence of arrivals, stars and removals, what stays is right', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), anyLimits, (commands, limits) => {
      const record = openRecord(':memory:', { clock: () => NOW });
      const stars = new Set<number>();
      let left: Modelled[] = [];
      for (const next of commands) {
        if (next.type === 'star') stars.add(next.id);
        else if (next.type === 'arrive') {
          const [id = 0] = record.append(agedDays(next.days, 'x'.repeat(next.bytes)));
          left.push({ id, days: next.days, bytes: next.bytes + EMPTY_ROW_BYTES });
        } else if (next.type === 'remove') {
          record.removals.remove([next.id]);
          left = left.filter(({ id }) => id !== next.id);
        } else {
          retain(record, { limits, stars: [...stars] });
          left = whatStays(left, stars, limits);
        }
      }
      while (record.removals.purgeStep(NOW));
      expect(record.ids()).toEqual(left.map(({ id }) => id));
      record.db.close();
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('it measures when what is due before it is gone', () => {
  const record = openRecord(':memory:', { clock: () => NOW });
  record.append(agedDays(1), agedDays(1, 'x'.repeat(1_000)));
  record.removals.remove([2]);
  const retention = new Retention({
    record: record.db,
    removals: record.removals,
    clock: () => NOW,
    limits: () => ({ ...NO_LIMITS, bytes: EMPTY_ROW_BYTES }),
    kept: () => measure(record),
    starred: () => new Set(),
  });
  retention.begin();
  while (record.removals.purgeStep(NOW));
  while (retention.step());
  expect(record.ids()).toEqual([1]);
});
