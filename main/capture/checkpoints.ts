import type { Statement } from 'better-sqlite3';

import type { Db } from '../store/open-database.ts';

interface Size {
  /** Pages in the log, and how many of them are in the database by now. */
  readonly log: number;
  readonly checkpointed: number;
}

/** About 8 MB. */
const WORTH_PAGES = 1_000;
/** From here on SQLite does it with the next commit, as it would without us. */
const LONGEST_LOG_PAGES = 4_000;

/**
 * Has the log of the record copied into its database by somebody else than the thread that answers, where SQLite would
 * do it in the middle of a commit: 9 ms at a time on a fast disk, and every answer waits.
 *
 * While webhooks come, the other thread never gets to the end, and a log that is not copied to its end goes on growing.
 * The rest, which came while it worked, is therefore ours: a few pages.
 */
export class Checkpoints {
  readonly #db: Db;
  readonly #size: Statement<[], Size>;
  readonly #copy: Statement<[], Size>;
  readonly #ask: () => boolean;
  #isAsked = false;

  /** `ask` says whether somebody will do it, and then call `finish`. */
  constructor(db: Db, ask: () => boolean) {
    this.#db = db;
    this.#ask = ask;
    db.pragma(`wal_autocheckpoint = ${LONGEST_LOG_PAGES}`);
    this.#size = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.#copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** To be called after each commit. */
  look(): void {
    if (this.#isAsked) return;
    const { log, checkpointed } = this.#size.get() ?? { log: 0, checkpointed: 0 };
    if (log - checkpointed >= WORTH_PAGES) this.#isAsked = this.#ask();
  }

  /** To be called when the other thread has copied what it found. */
  finish(): void {
    this.#isAsked = false;
    if (!this.#db.open) return;
    try {
      this.#copy.get();
    } catch {
      // Nothing is lost: it is in the log, and tried again.
    }
  }
}
