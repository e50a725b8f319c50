import type { Clock } from '../domain/clock.ts';
import type { Db } from './open-database.ts';

/** Which webhooks the person marked to keep in sight. */
export class StarStore {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  set(ids: readonly number[], starred: boolean): void {
    const now = this.#clock();
    const statement = starred
      ? this.#db.prepare('INSERT OR IGNORE INTO stars (webhook_id, starred_at) VALUES (?, ?)')
      : this.#db.prepare('DELETE FROM stars WHERE webhook_id = ?');
    this.#db
      .transaction(() => {
        for (const id of ids) {
          if (starred) statement.run(id, now);
          else statement.run(id);
        }
      })
      .immediate();
  }

  /** Those of a range of ids. */
  within(first: number, last: number): Set<number> {
    const ids = this.#db
      .prepare<[number, number], number>('SELECT webhook_id FROM stars WHERE webhook_id BETWEEN ? AND ?')
      .pluck()
      .all(first, last);
    return new Set(ids);
  }

  /** For webhooks that are gone for good. Ascending ranges, both ends included. */
  forget(ranges: readonly { readonly first: number; readonly last: number }[]): void {
    const any = this.#db.prepare<[number, number], number>(
      'SELECT 1 FROM stars WHERE webhook_id BETWEEN ? AND ? LIMIT 1',
    );
    if (any.get(ranges[0]?.first ?? 0, ranges.at(-1)?.last ?? 0) === undefined) return;
    const remove = this.#db.prepare('DELETE FROM stars WHERE webhook_id BETWEEN ? AND ?');
    this.#db
      .transaction(() => {
        for (const { first, last } of ranges) remove.run(first, last);
      })
      .immediate();
  }
}
