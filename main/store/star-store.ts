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
}
