import type { Note } from '../../shared/contract/notes.ts';
import type { Clock } from '../domain/clock.ts';
import { toIndexedText } from '../domain/words.ts';
import type { Db } from './open-database.ts';

/** What the person wrote about webhooks, and the index of its words. */
export class NoteStore {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  get(id: number): Note | null {
    const note = this.#db
      .prepare<[number], Note>('SELECT text, edited_at AS editedAt FROM notes WHERE webhook_id = ?')
      .get(id);
    return note ?? null;
  }

  /** Without a text there is no note. Gives back what is kept: without the white space around it. */
  set(id: number, text: string): Note | null {
    const trimmed = text.trim();
    this.#db
      .transaction(() => {
        this.#db.prepare('DELETE FROM notes_text WHERE rowid = ?').run(id);
        if (trimmed === '') this.#db.prepare('DELETE FROM notes WHERE webhook_id = ?').run(id);
        else {
          this.#db
            .prepare('INSERT OR REPLACE INTO notes (webhook_id, edited_at, text) VALUES (?, ?, ?)')
            .run(id, this.#clock(), trimmed);
          this.#db.prepare('INSERT INTO notes_text (rowid, text) VALUES (?, ?)').run(id, toIndexedText(trimmed));
        }
        this.#db.prepare('UPDATE note_changes SET seq = seq + 1').run();
      })
      .immediate();
    return this.get(id);
  }

  /** For webhooks that are gone for good. Ascending ranges, both ends included. */
  forget(ranges: readonly { readonly first: number; readonly last: number }[]): void {
    const notes = this.#db
      .prepare<[number, number], number>('SELECT webhook_id FROM notes WHERE webhook_id BETWEEN ? AND ?')
      .pluck();
    const gone = ranges.flatMap(({ first, last }) => notes.all(first, last));
    if (gone.length === 0) return;
    this.#db
      .transaction(() => {
        for (const id of gone) {
          this.#db.prepare('DELETE FROM notes_text WHERE rowid = ?').run(id);
          this.#db.prepare('DELETE FROM notes WHERE webhook_id = ?').run(id);
        }
      })
      .immediate();
  }
}
