import type { Target, TargetFields } from '../../shared/contract/deliveries.ts';
import { targetFields } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { Clock } from '../domain/clock.ts';
import type { Db } from './open-database.ts';

const MOST_TARGETS = 50;

/** The person's targets, in the order in which they were made. One of another version that can't be read is left out. */
export class TargetStore {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  list(): Target[] {
    return this.#db
      .prepare<[], { id: number; fields: string }>('SELECT id, fields FROM targets ORDER BY id')
      .all()
      .flatMap(({ id, fields }) => {
        const parsed = targetFields.safeParse(JSON.parse(fields));
        return parsed.success ? [{ ...parsed.data, id }] : [];
      });
  }

  /** Makes a target where `id` is null. Returns its number. */
  save(id: number | null, fields: TargetFields): number {
    const text = JSON.stringify(fields);
    if (id === null) {
      if (this.list().length >= MOST_TARGETS) throw new AppError('too-many-targets', 'There are too many targets.');
      const insert = this.#db.prepare('INSERT INTO targets (fields, created_at) VALUES (?, ?)');
      return Number(insert.run(text, this.#clock()).lastInsertRowid);
    }
    const { changes } = this.#db.prepare('UPDATE targets SET fields = ? WHERE id = ?').run(text, id);
    if (changes === 0) throw new AppError('no-target', 'This target is gone.');
    return id;
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM targets WHERE id = ?').run(id);
  }
}
