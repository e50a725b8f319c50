import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';

import { appMigrations } from '../../../main/store/app-database.ts';
import { migrate } from '../../../main/store/open-database.ts';
import { TunnelUsageCounter } from '../../../main/store/tunnel-usage.ts';
import { closing } from '../../support/databases.ts';

afterEach(() => void vi.useRealTimers());

const NOVEMBER = Date.UTC(2026, 10, 30, 23, 59, 59);

function aDatabase() {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations);
  return db;
}

test('probes and webhooks of a month are counted, also across restarts', () => {
  const db = aDatabase();
  const first = new TunnelUsageCounter(db, () => NOVEMBER);
  for (let count = 0; count < 3; count += 1) first.count('probes');
  first.count('webhooks');
  first.close();
  const second = new TunnelUsageCounter(db, () => NOVEMBER);
  second.count('webhooks');
  expect(second.current).toEqual({ month: '2026-11', probes: 3, webhooks: 2 });
  second.close();
});

test('another month begins at nothing', () => {
  let now = NOVEMBER;
  const counter = new TunnelUsageCounter(aDatabase(), () => now);
  counter.count('probes');
  now += 1_000;
  expect(counter.current).toEqual({ month: '2026-12', probes: 0, webhooks: 0 });
  counter.count('webhooks');
  expect(counter.current).toEqual({ month: '2026-12', probes: 0, webhooks: 1 });
  counter.close();
});

test('what a crash would lose is ten seconds of it', () => {
  vi.useFakeTimers();
  const db = aDatabase();
  const counter = new TunnelUsageCounter(db, () => NOVEMBER);
  counter.count('probes');
  expect(new TunnelUsageCounter(db, () => NOVEMBER).current.probes).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(new TunnelUsageCounter(db, () => NOVEMBER).current.probes).toBe(1);
});

test('what can’t be written is written with the next count', () => {
  const db = aDatabase();
  const counter = new TunnelUsageCounter(db, () => NOVEMBER);
  db.pragma('query_only = 1');
  counter.count('probes');
  counter.close();
  db.pragma('query_only = 0');
  counter.count('webhooks');
  counter.close();
  expect(new TunnelUsageCounter(db, () => NOVEMBER).current).toMatchObject({ probes: 1, webhooks: 1 });
});

test.each(['{', '{"month": "2026-11", "probes": -1, "webhooks": 0}', '[]'])('%s is no count', (value) => {
  const db = aDatabase();
  db.prepare(`INSERT INTO settings (name, value) VALUES ('tunnelUsage', ?)`).run(value);
  expect(new TunnelUsageCounter(db, () => NOVEMBER).current.probes).toBe(0);
});
