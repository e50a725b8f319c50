import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Keeping } from '../../../main/capture/keep.ts';
import { startKeeping } from '../../../main/capture/keep.ts';
import { UNDO_WINDOW_MS } from '../../../main/capture/removals.ts';
import { createLog } from '../../../main/domain/log.ts';
import { anArrival } from '../../support/arrivals.ts';
import type { TestRecord } from '../../support/databases.ts';
import { openRecord, temporaryFiles } from '../../support/databases.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clock = (): number => Date.now() * 1_000;
const keep = (record: TestRecord, write: (line: string) => void = () => {}): Keeping =>
  startKeeping({
    removals: record.removals,
    retention: { begin: () => {}, step: () => false },
    forgetSimulated: () => false,
    clock,
    log: createLog(write),
    followedSeq: () => 0,
    expired: () => {},
  });
const MINUTE_MS = 60_000;

function recordOf(count: number): TestRecord {
  const record = openRecord(temporaryFiles().capture, { clock });
  record.append(...Array.from({ length: count }, () => anArrival()));
  return record;
}

test('what an earlier run has removed is deleted soon after the start', () => {
  const record = recordOf(1_000);
  record.removals.remove(record.ids());
  const purging = keep(record);
  vi.advanceTimersByTime(1_000);
  expect(record.ids()).toEqual([]);
  purging.close();
});

test('what is removed while that goes on can still be undone', () => {
  const record = recordOf(1_000);
  record.removals.remove(record.ids().slice(0, 900));
  const purging = keep(record);
  vi.advanceTimersByTime(25);
  const removal = record.removals.remove(record.ids().slice(-1));
  vi.advanceTimersByTime(MINUTE_MS);
  expect(record.ids()).toHaveLength(100);
  expect(record.removals.restore(removal)).toBe(true);
  purging.close();
});

test('a removal is deleted once it can no longer be undone, and not before', () => {
  const record = recordOf(1);
  const purging = keep(record);
  vi.advanceTimersByTime(MINUTE_MS);
  record.removals.remove([1]);
  vi.advanceTimersByTime(UNDO_WINDOW_MS - MINUTE_MS);
  expect(record.ids()).toEqual([1]);
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(record.ids()).toEqual([]);
  purging.close();
});

test('a disk that is full is logged, and the next round deletes what this one could not', () => {
  const record = recordOf(1);
  const lines: string[] = [];
  record.removals.remove([1]);
  const purging = keep(record, (line) => lines.push(line));
  record.db.pragma('query_only = ON');
  vi.advanceTimersByTime(1_000);
  expect(lines.join('')).toContain('webhooks could not be deleted yet');
  record.db.pragma('query_only = OFF');
  vi.advanceTimersByTime(UNDO_WINDOW_MS + MINUTE_MS);
  expect(record.ids()).toEqual([]);
  purging.close();
});

test('nothing runs after it was closed', () => {
  const record = recordOf(1);
  record.removals.remove([1]);
  keep(record).close();
  vi.advanceTimersByTime(2 * UNDO_WINDOW_MS);
  expect(record.ids()).toEqual([1]);
});
