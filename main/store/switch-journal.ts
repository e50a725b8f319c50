import { z } from 'zod';

import type { Clock } from '../domain/clock.ts';
import type { Db } from './open-database.ts';

/**
 * `planned`: about to be sent, so it may have taken effect. `applied`: Vonage has accepted it. `verified`: read back.
 * `restoring`: to be put back, as soon as Vonage can be asked. `conflict`: somebody else's address is in at least one
 * slot, and the person decides. `restored`: nothing of ours is left.
 */
export const SWITCH_STATES = ['planned', 'applied', 'verified', 'restoring', 'restored', 'conflict'] as const;
export type SwitchState = (typeof SWITCH_STATES)[number];

const content = z.object({
  address: z.string().nullable(),
  present: z.boolean(),
  bare: z.literal(true).optional(),
});
const slots = z.array(
  z.object({
    name: z.string(),
    original: content,
    /** Every address that we have put there, the wanted one last: any of them may be found. */
    ours: z.array(z.string()).min(1),
    /** Put back, or left to somebody else: not ours any more. */
    settled: z.boolean(),
    /** What somebody else has put there, as long as it is not decided. */
    theirs: content.nullable(),
  }),
);

export type SlotContent = z.output<typeof content>;
export type JournaledSlot = Readonly<z.output<typeof slots>[number]>;

export interface SwitchEntry {
  readonly id: number;
  readonly apiKey: string;
  /** The id of an application, or {@link ACCOUNT_HOLDER}. */
  readonly holder: string;
  readonly name: string;
  readonly state: SwitchState;
  readonly slots: readonly JournaledSlot[];
  /** All that Vonage told before the first change, for whoever has to put it back by hand. */
  readonly before: string;
  readonly problem: string | null;
  /** Until when a request that has not been seen to take effect still may, in microseconds since 1970; null where none is. */
  readonly unsettledUntil: number | null;
}

/** Stands for the account's own addresses, where others have the id of an application. */
export const ACCOUNT_HOLDER = 'account-sms';

const row = z.object({
  id: z.number(),
  api_key: z.string(),
  holder: z.string(),
  name: z.string(),
  state: z.enum(SWITCH_STATES),
  slots: z.string().transform((text) => slots.parse(JSON.parse(text))),
  before: z.string(),
  problem: z.string().nullable(),
  unsettled_until: z.number().nullable(),
});

const KEPT = 20;

/** What we have changed at Vonage, or are about to. A commit here is on disk before the request leaves. */
export class SwitchJournal {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Everything that is not as it was, oldest first. */
  open(): SwitchEntry[] {
    return this.#db.prepare(`SELECT * FROM address_switches WHERE state != 'restored' ORDER BY id`).all().map(toEntry);
  }

  find(apiKey: string, holder: string): SwitchEntry | null {
    return this.open().find((entry) => entry.apiKey === apiKey && entry.holder === holder) ?? null;
  }

  get(id: number): SwitchEntry | null {
    const found = this.#db.prepare('SELECT * FROM address_switches WHERE id = ?').get(id);
    return found === undefined ? null : toEntry(found);
  }

  add(entry: Omit<SwitchEntry, 'id'>): SwitchEntry {
    const now = this.#clock();
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO address_switches
           (api_key, holder, name, before, state, slots, problem, unsettled_until, created_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(entry.apiKey, entry.holder, entry.name, entry.before, ...changing(entry), now, now);
    return { ...entry, id: Number(lastInsertRowid) };
  }

  /** Returns the entry as it is now. */
  change(entry: SwitchEntry, changes: Partial<Omit<SwitchEntry, 'id' | 'apiKey' | 'holder' | 'before'>>): SwitchEntry {
    const changed = { ...entry, ...changes };
    this.#db
      .prepare(
        `UPDATE address_switches SET state = ?, slots = ?, problem = ?, unsettled_until = ?, changed_at = ? WHERE id = ?`,
      )
      .run(...changing(changed), this.#clock(), entry.id);
    if (changed.state === 'restored') this.#forgetOld();
    return changed;
  }

  /** A few that are over stay, for whoever wants to know what happened. */
  #forgetOld(): void {
    this.#db
      .prepare(
        `DELETE FROM address_switches WHERE state = 'restored' AND id NOT IN
           (SELECT id FROM address_switches WHERE state = 'restored' ORDER BY id DESC LIMIT ?)`,
      )
      .run(KEPT);
  }
}

function changing({ state, slots: of, problem, unsettledUntil }: Omit<SwitchEntry, 'id'>): unknown[] {
  return [state, JSON.stringify(of), problem, unsettledUntil];
}

function toEntry(found: unknown): SwitchEntry {
  const { api_key: apiKey, unsettled_until: unsettledUntil, ...entry } = row.parse(found);
  return { ...entry, apiKey, unsettledUntil };
}
