import type { Statement } from 'better-sqlite3';

import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Db } from '../store/open-database.ts';

/** How far an index that is built anew is, in ids from the newest down. */
export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
}

interface State {
  /** Only ids below this one are missing; 0: none. */
  readonly below: number;
  readonly began: number;
}

/** Small, because new webhooks wait for a batch to end. */
const BATCH_ROWS = 256;
const BATCH_BODY_BYTES = 8 * 1_024 * 1_024;
/** How often lists are told to read again while they grow at their far end. */
const TELL_EVERY_BATCHES = 32;

/** The table of its place, so that it goes on after a restart. */
export function addRebuild(index: Db): void {
  index.exec(`
    CREATE TABLE rebuilding (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      below INTEGER NOT NULL,
      began INTEGER NOT NULL
    ) STRICT;
    INSERT INTO rebuilding (only, below, began) VALUES (1, 0, 0);`);
}

/**
 * Reads the history into a new index, newest first: what the person looks at is there in the first second, and
 * what arrives meanwhile goes before it.
 */
export class Rebuild {
  readonly #index: Db;
  readonly #read: Statement<[number], RequestRow>;
  readonly #oldest: number;
  #state: State;
  #batches = 0;

  constructor(capture: Db, index: Db) {
    this.#index = index;
    this.#read = capture.prepare('SELECT * FROM requests WHERE id < ? ORDER BY id DESC');
    this.#oldest = capture.prepare<[], number | null>('SELECT min(id) FROM requests').pluck().get() ?? 0;
    this.#state = this.#load();
  }

  /** Only ids below this one are missing; 0: none. */
  get below(): number {
    return this.#state.below;
  }

  get progress(): RebuildProgress | null {
    const { below, began } = this.#state;
    if (below === 0) return null;
    return { done: began - below, of: Math.max(began - this.#oldest, began - below) };
  }

  /** Begins below an id. Call in a transaction. */
  begin(below: number): void {
    this.#save({ below, began: below });
  }

  /** After a failed transaction: what is in the index counts. */
  reload(): void {
    this.#state = this.#load();
  }

  /** The next webhooks, oldest first; empty where none is missing. */
  next(): StoredRequest[] {
    const batch: StoredRequest[] = [];
    if (this.#state.below === 0) return batch;
    let bodyBytes = 0;
    for (const row of this.#read.iterate(this.#state.below)) {
      batch.push(toStoredRequest(row));
      bodyBytes += row.body.length;
      if (batch.length === BATCH_ROWS || bodyBytes >= BATCH_BODY_BYTES) break;
    }
    return batch.toReversed();
  }

  /** Notes that all from this id on are in the index; 0 when nothing is left. True where lists have to be read again. */
  advance(below: number): boolean {
    this.#save({ ...this.#state, below });
    this.#batches += 1;
    return below === 0 || this.#batches % TELL_EVERY_BATCHES === 1;
  }

  #save(state: State): void {
    this.#index.prepare('UPDATE rebuilding SET below = @below, began = @began').run(state);
    this.#state = state;
  }

  #load(): State {
    return this.#index.prepare<[], State>('SELECT below, began FROM rebuilding').get() ?? { below: 0, began: 0 };
  }
}
