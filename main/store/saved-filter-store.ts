import type { SavedFilter } from '../../shared/contract.ts';
import type { Db } from './open-database.ts';

/** The filters that the person gave a name, in the order in which they were first saved. */
export class SavedFilterStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  all(): SavedFilter[] {
    return this.#db.prepare<[], SavedFilter>('SELECT id, name, filter FROM saved_filters ORDER BY id').all();
  }

  /** A name that is there already gets the new filter. */
  save(name: string, filter: string): SavedFilter {
    const saved = this.#db
      .prepare<[string, string], SavedFilter>(
        `INSERT INTO saved_filters (name, filter) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET filter = excluded.filter RETURNING id, name, filter`,
      )
      .get(name, filter);
    if (saved === undefined) throw new Error('a saved filter is returned');
    return saved;
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM saved_filters WHERE id = ?').run(id);
  }
}
