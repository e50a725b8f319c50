import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/open-database.ts';

/** How long a removal can be undone, in milliseconds. It is final at the next start in any case. */
export const UNDO_WINDOW_MS = 10 * 60_000;
const PURGE_STEP_ROWS = 200;

/** Ids that lie together, both ends included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** Joins neighbours, so that removing a million rows in a row is one entry. */
export function toRanges(ids: readonly number[]): IdRange[] {
  const ranges: { first: number; last: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && id <= open.last + 1) open.last = Math.max(open.last, id);
    else ranges.push({ first: id, last: id });
  }
  return ranges;
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

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#final = db.prepare<[], number | null>('SELECT max(id) FROM removals').pluck().get() ?? 0;
  }

  /** Returns the number under which the removal can be undone. Ids that no webhook has yet are left out. */
  remove(ids: readonly number[]): number {
    return this.#db
      .transaction(() => {
        const newest = this.#db.prepare<[], number | null>('SELECT max(id) FROM requests').pluck().get() ?? 0;
        const ranges = toRanges(ids.filter((id) => id <= newest));
        const { lastInsertRowid } = this.#db
          .prepare(`INSERT INTO removals (removed_at, state) VALUES (?, 'removed')`)
          .run(this.#clock());
        const removal = Number(lastInsertRowid);
        const insert = this.#db.prepare('INSERT INTO removed_ranges (removal, first_id, last_id) VALUES (?, ?, ?)');
        for (const { first, last } of ranges) insert.run(removal, first, last);
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
    return this.#db
      .transaction(() => {
        const { changes } = this.#db
          .prepare(
            `DELETE FROM requests WHERE id IN (
               SELECT requests.id FROM removed_ranges JOIN requests ON requests.id BETWEEN first_id AND last_id
               WHERE removal = ? LIMIT ${PURGE_STEP_ROWS})`,
          )
          .run(due.id);
        if (changes === 0) this.#db.prepare(`UPDATE removals SET state = 'purged' WHERE id = ?`).run(due.id);
        return true;
      })
      .immediate();
  }

  #log(removal: number, action: 'remove' | 'restore'): void {
    this.#db.prepare('INSERT INTO changes (removal, action) VALUES (?, ?)').run(removal, action);
  }
}
