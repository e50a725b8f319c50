import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/open-database.ts';
import { joinRanges } from './removed-ranges.ts';

/** How long a removal can be undone, in milliseconds. It is final at the next start in any case. */
export const UNDO_WINDOW_MS = 10 * 60_000;
const PURGE_STEP_ROWS = 200;
const FORGET_STEP_REMOVALS = 200;

/** Ids that lie together, both ends included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** Joins neighbours, so that removing a million rows in a row is one entry. */
export function toRanges(ids: readonly number[]): IdRange[] {
  return joinRanges(ids.map((id) => ({ first: id, last: id })));
}

/**
 * Removing webhooks from the record.
 *
 * A removal first only hides: the ranges are noted, the projector drops them from the index, and the rows stay until
 * the undo window has passed. Then they are deleted in small steps, so that no answer to Vonage waits for it.
 */
export class Removals {
  readonly #db: Db;
  readonly #clock: Clock;
  /** The newest removal of earlier runs: their rows are being deleted. */
  readonly #final: number;
  readonly #purged: (ranges: readonly IdRange[]) => void;
  /** The ranges before this one hold no rows any more: walking them at each step would take longer and longer. */
  #purging = { removal: 0, from: 0 };

  /** `purged` is told of rows that are deleted for good, a few at a time, before that is certain. */
  constructor(db: Db, clock: Clock, purged: (ranges: readonly IdRange[]) => void = () => {}) {
    this.#db = db;
    this.#clock = clock;
    this.#purged = purged;
    this.#final = db.prepare<[], number | null>('SELECT max(id) FROM removals').pluck().get() ?? 0;
  }

  /** Returns the number under which the removal can be undone. Ids that no webhook has yet are left out. */
  remove(ids: readonly number[]): number {
    return this.#db
      .transaction(() => {
        const newest = this.#db.prepare<[], number | null>('SELECT max(id) FROM requests').pluck().get() ?? 0;
        const removal = this.#note(toRanges(ids.filter((id) => id <= newest)), 'removed');
        this.#log(removal, 'remove');
        return removal;
      })
      .immediate();
  }

  /** False where the rows are gone for good, or may be from now on: half a removal can't be undone. */
  restore(removal: number): boolean {
    if (removal <= this.#final) return false;
    const oldest = this.#clock() - UNDO_WINDOW_MS * 1_000;
    return this.#db
      .transaction(() => {
        const { changes } = this.#db
          .prepare(`UPDATE removals SET state = 'restored' WHERE id = ? AND state = 'removed' AND removed_at > ?`)
          .run(removal, oldest);
        if (changes === 1) this.#log(removal, 'restore');
        return changes === 1;
      })
      .immediate();
  }

  /** Deletes a few rows of what was removed until `before`, in the clock's time; false when nothing is left to do. */
  purgeStep(before: number): boolean {
    const due = this.#db
      .prepare<[number], { id: number }>(`SELECT id FROM removals WHERE state = 'removed' AND removed_at <= ? LIMIT 1`)
      .get(before);
    if (due === undefined) return false;
    if (this.#purging.removal !== due.id) this.#purging = { removal: due.id, from: 0 };
    const from = this.#db
      .transaction(() => {
        const rows = this.#nextToPurge(due.id);
        const remove = this.#db.prepare('DELETE FROM requests WHERE id = ?');
        for (const { id } of rows) remove.run(id);
        if (rows.length === 0) this.#finish(due.id);
        else this.#purged(toRanges(rows.map(({ id }) => id)));
        return rows.at(-1)?.range ?? 0;
      })
      .immediate();
    // Only now: what could not be committed is deleted again.
    this.#purging = { removal: due.id, from };
    return true;
  }

  /** Deletes these rows for good, at once and without undo. For a few rows only: an answer to Vonage may wait for it. */
  expire(ids: readonly number[]): void {
    const ranges = toRanges(ids);
    this.#db
      .transaction(() => {
        const removal = this.#note(ranges, 'purged');
        const remove = this.#db.prepare('DELETE FROM requests WHERE id BETWEEN ? AND ?');
        for (const { first, last } of ranges) remove.run(first, last);
        this.#log(removal, 'remove');
        this.#purged(ranges);
      })
      .immediate();
  }

  /**
   * Forgets some removals that are over, once the index has followed the log of changes up to `followedSeq`; false when
   * none is left. Without this the tables would grow for ever.
   */
  forgetStep(followedSeq: number): boolean {
    const over = this.#db
      .prepare<[number], number>(
        `SELECT id FROM removals WHERE state <> 'removed' AND NOT EXISTS (
           SELECT 1 FROM changes WHERE removal = removals.id AND seq > ?) LIMIT ${FORGET_STEP_REMOVALS}`,
      )
      .pluck()
      .all(followedSeq);
    if (over.length === 0) return false;
    const these = `removal IN (SELECT value FROM json_each(?))`;
    const list = JSON.stringify(over);
    this.#db
      .transaction(() => {
        this.#db
          .prepare(
            `UPDATE forgotten SET
               last_id = max(last_id, coalesce((SELECT max(last_id) FROM removed_ranges WHERE ${these}), 0)),
               change_seq = max(change_seq, coalesce((SELECT max(seq) FROM changes WHERE ${these}), 0))`,
          )
          .run(list, list);
        this.#db.prepare(`DELETE FROM changes WHERE ${these}`).run(list);
        this.#db.prepare(`DELETE FROM removed_ranges WHERE ${these}`).run(list);
        this.#db.prepare('DELETE FROM removals WHERE id IN (SELECT value FROM json_each(?))').run(list);
      })
      .immediate();
    return true;
  }

  #nextToPurge(removal: number): { id: number; range: number }[] {
    return this.#db
      .prepare<[number, number], { id: number; range: number }>(
        `SELECT requests.id, first_id AS range FROM removed_ranges JOIN requests ON requests.id BETWEEN first_id AND last_id
         WHERE removal = ? AND first_id >= ? LIMIT ${PURGE_STEP_ROWS}`,
      )
      .all(removal, this.#purging.from);
  }

  #finish(removal: number): void {
    this.#db.prepare(`UPDATE removals SET state = 'purged' WHERE id = ?`).run(removal);
  }

  #note(ranges: readonly IdRange[], state: 'removed' | 'purged'): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO removals (removed_at, state) VALUES (?, ?)')
      .run(this.#clock(), state);
    const insert = this.#db.prepare('INSERT INTO removed_ranges (removal, first_id, last_id) VALUES (?, ?, ?)');
    for (const { first, last } of ranges) insert.run(lastInsertRowid, first, last);
    return Number(lastInsertRowid);
  }

  #log(removal: number, action: 'remove' | 'restore'): void {
    this.#db.prepare('INSERT INTO changes (removal, action) VALUES (?, ?)').run(removal, action);
  }
}
