import { z } from 'zod';

import type { TunnelUsage } from '../../shared/contract/setup.ts';
import type { Db } from './open-database.ts';

const NAME = 'tunnelUsage';
const FLUSH_MS = 10_000;

const stored = z.object({
  month: z.string(),
  probes: z.number().int().nonnegative(),
  webhooks: z.number().int().nonnegative(),
});

/**
 * Counts what goes through ngrok this month. It lies beside the settings and is written every few seconds: a write for
 * each webhook would hold up its answer, and a crash costs the count some requests at most.
 */
export class TunnelUsageCounter {
  readonly #db: Db;
  readonly #now: () => number;
  #usage: TunnelUsage;
  #flushing: NodeJS.Timeout | undefined;

  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
    this.#usage = read(db) ?? { month: monthOf(now()), probes: 0, webhooks: 0 };
  }

  get current(): TunnelUsage {
    const month = monthOf(this.#now());
    return this.#usage.month === month ? this.#usage : { month, probes: 0, webhooks: 0 };
  }

  count(what: 'probes' | 'webhooks'): void {
    const { current } = this;
    this.#usage = { ...current, [what]: current[what] + 1 };
    if (this.#flushing !== undefined) return;
    this.#flushing = setTimeout(() => this.#flush(), FLUSH_MS);
    this.#flushing.unref();
  }

  close(): void {
    if (this.#flushing !== undefined) this.#flush();
  }

  #flush(): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    try {
      this.#db
        .prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
        .run(NAME, JSON.stringify(this.#usage));
    } catch {
      // A full disk, most likely: the next count is written with this one.
    }
  }
}

/** Null where there is none that can be read: counting then begins anew. */
function read(db: Db): TunnelUsage | null {
  const value = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(NAME);
  if (value === undefined) return null;
  try {
    return stored.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** ngrok does not tell in which zone its months are. */
function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}
