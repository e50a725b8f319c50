import type { Note } from '../../shared/contract/notes.ts';
import { AppError } from '../../shared/reply.ts';
import type { NoteStore } from '../store/note-store.ts';
import type { Db } from '../store/open-database.ts';

/** Reads and writes what the person noted about webhooks. */
export class Notes {
  readonly #store: NoteStore;
  readonly #record: Db;
  readonly #changed: () => void;

  constructor(store: NoteStore, record: Db, changed: () => void) {
    this.#store = store;
    this.#record = record;
    this.#changed = changed;
  }

  get(id: number): Note | null {
    return this.#store.get(id);
  }

  /** Without a text the note goes. A webhook that is deleted and can come back can be written about, one that is gone can't. */
  set(id: number, text: string): Note | null {
    if (this.#record.prepare('SELECT 1 FROM requests WHERE id = ?').get(id) === undefined) {
      throw new AppError('gone', 'This webhook is gone, so it can’t have a note.');
    }
    const note = this.#store.set(id, text);
    this.#changed();
    return note;
  }
}
