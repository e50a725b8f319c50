import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Removals, toRanges, UNDO_WINDOW_MS } from '../../../main/capture/removals.ts';
import { anArrival } from '../../support/arrivals.ts';
import type { TestRecord } from '../../support/databases.ts';
import { openLog, openRecord, temporaryFiles } from '../../support/databases.ts';

const UNDO_WINDOW_US = UNDO_WINDOW_MS * 1_000;

/** A record with webhooks 1 to `count`, whose time is told by the test. */
function recordOf(count: number): TestRecord & { now: number } {
  const time = { now: 1_000_000 };
  const record = openRecord(temporaryFiles().capture, { clock: () => time.now });
  record.append(...Array.from({ length: count }, () => anArrival()));
  return Object.assign(time, record);
}

function purgeAll(record: TestRecord, before: number): number {
  let steps = 0;
  while (record.removals.purgeStep(before)) steps += 1;
  return steps;
}

const changes = (record: TestRecord): unknown[] =>
  record.db.prepare('SELECT removal, action FROM changes ORDER BY seq').all();

describe('toRanges', () => {
  test.each([
    ['nothing', [], []],
    ['one id', [5], [{ first: 5, last: 5 }]],
    ['neighbours in any order', [3, 1, 2], [{ first: 1, last: 3 }]],
    ['repeats', [2, 2, 2], [{ first: 2, last: 2 }]],
    [
      'a gap',
      [1, 3],
      [
        { first: 1, last: 1 },
        { first: 3, last: 3 },
      ],
    ],
  ] as const)('joins %s', (_name, ids, ranges) => expect(toRanges(ids)).toEqual(ranges));

  test('holds exactly the ids that were given, in ascending ranges that do not touch', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (ids) => {
        const ranges = toRanges(ids);
        const covered = ranges.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        expect(covered).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
        ranges.slice(1).forEach(({ first }, index) => expect(first).toBeGreaterThan((ranges[index]?.last ?? 0) + 1));
      }),
    );
  });

  test('does not change what it was given', () => {
    const ids = Object.freeze([3, 1]);
    expect(toRanges(ids)).toHaveLength(2);
    expect(ids).toEqual([3, 1]);
  });
});

describe('a removal', () => {
  test('leaves the rows where they are and tells the index what to drop', () => {
    const record = recordOf(3);
    const removal = record.removals.remove([1, 2]);
    expect(record.ids()).toEqual([1, 2, 3]);
    expect(changes(record)).toEqual([{ removal, action: 'remove' }]);
  });

  test('has a number of its own, so that each can be undone alone', () => {
    const record = recordOf(2);
    const first = record.removals.remove([1]);
    const second = record.removals.remove([2]);
    expect(second).not.toBe(first);
    expect(record.removals.restore(first)).toBe(true);
    expect(record.removals.restore(second)).toBe(true);
  });

  test('can be undone once', () => {
    const record = recordOf(1);
    const removal = record.removals.remove([1]);
    expect(record.removals.restore(removal)).toBe(true);
    expect(record.removals.restore(removal)).toBe(false);
    expect(changes(record)).toEqual([
      { removal, action: 'remove' },
      { removal, action: 'restore' },
    ]);
  });

  test('that never was cannot be undone', () => {
    const record = recordOf(1);
    expect(record.removals.restore(77)).toBe(false);
    expect(changes(record)).toEqual([]);
  });

  test('of ids that no webhook has yet does not reach the webhooks that get them', () => {
    const record = recordOf(2);
    record.removals.remove([2, 3, 4_000_000_000]);
    const [next] = record.append(anArrival());
    expect(next).toBe(3);
    purgeAll(record, record.now);
    expect(record.ids()).toEqual([1, 3]);
  });
});

describe('purging', () => {
  test('deletes what was removed before the given time, and no neighbour', () => {
    const record = recordOf(5);
    record.removals.remove([2, 4]);
    purgeAll(record, record.now);
    expect(record.ids()).toEqual([1, 3, 5]);
  });

  test('does not touch what was removed after it', () => {
    const record = recordOf(2);
    record.removals.remove([1]);
    record.now += 10;
    record.removals.remove([2]);
    purgeAll(record, record.now - 10);
    expect(record.ids()).toEqual([2]);
  });

  test('of an earlier run can’t be undone, not even while its rows are still there', () => {
    const record = recordOf(2);
    const removal = record.removals.remove([1]);
    const next = new Removals(record.db, () => record.now);
    expect(next.restore(removal)).toBe(false);
    expect(record.ids()).toEqual([1, 2]);
    expect(next.restore(next.remove([2]))).toBe(true);
  });

  test('does not touch what was restored', () => {
    const record = recordOf(2);
    record.removals.restore(record.removals.remove([1]));
    expect(purgeAll(record, record.now)).toBe(0);
    expect(record.ids()).toEqual([1, 2]);
  });

  test('goes in small steps, so that answers to Vonage go first', () => {
    const record = recordOf(1_000);
    record.removals.remove(record.ids());
    record.removals.purgeStep(record.now);
    expect(record.ids()).toHaveLength(800);
    expect(purgeAll(record, record.now)).toBeGreaterThanOrEqual(4);
    expect(record.ids()).toEqual([]);
  });

  test('is final', () => {
    const record = recordOf(1);
    const removal = record.removals.remove([1]);
    purgeAll(record, record.now);
    expect(record.removals.restore(removal)).toBe(false);
  });

  test('leaves a removal that is too old to be undone whole, also while it is half deleted', () => {
    const record = recordOf(500);
    const removal = record.removals.remove(record.ids());
    record.now += UNDO_WINDOW_US + 1;
    record.removals.purgeStep(record.now - UNDO_WINDOW_US);
    expect(record.removals.restore(removal)).toBe(false);
  });
});

const rowsOf = ({ db }: TestRecord): unknown[] =>
  ['removals', 'removed_ranges', 'changes'].map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

describe('forgetting', () => {
  test('leaves nothing of removals that are over, and their ids are still not used again', () => {
    const record = recordOf(3);
    record.removals.remove([3]);
    record.removals.restore(record.removals.remove([1]));
    purgeAll(record, record.now);
    while (record.removals.forgetStep(3));
    expect(rowsOf(record)).toEqual([0, 0, 0]);
    const log = openLog(record.db);
    expect(log.lastId).toBe(3);
  });

  test('waits until the index has followed', () => {
    const record = recordOf(2);
    record.removals.remove([1]);
    record.removals.remove([2]);
    purgeAll(record, record.now);
    expect(record.removals.forgetStep(0)).toBe(false);
    expect(record.removals.forgetStep(1)).toBe(true);
    expect(rowsOf(record)).toEqual([1, 1, 1]);
  });

  test('does not touch what can still be undone', () => {
    const record = recordOf(2);
    const removal = record.removals.remove([1]);
    expect(record.removals.forgetStep(99)).toBe(false);
    expect(record.removals.restore(removal)).toBe(true);
  });

  test('tells which webhooks are gone before that, so that their stars go', () => {
    const record = recordOf(5);
    const gone: unknown[] = [];
    const removals = new Removals(
      record.db,
      () => record.now,
      (ranges) => gone.push(...ranges),
    );
    removals.remove([1, 2, 4]);
    while (removals.purgeStep(record.now));
    expect(gone).toEqual([
      { first: 1, last: 2 },
      { first: 4, last: 4 },
    ]);
  });

  test('that a full disk breaks off deletes no half of it', () => {
    const record = recordOf(1_000);
    record.removals.remove(record.ids().filter((id) => id % 2 === 0));
    record.removals.purgeStep(record.now);
    record.db.pragma('query_only = ON');
    expect(() => record.removals.purgeStep(record.now)).toThrow('readonly');
    record.db.pragma('query_only = OFF');
    purgeAll(record, record.now);
    expect(record.ids().every((id) => id % 2 === 1)).toBe(true);
    expect(record.ids()).toHaveLength(500);
  });
});
