import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

import type { Db } from './open-database.ts';

/**
 * The write-ahead log of an open database, to be synced without SQLite.
 *
 * SQLite waits for the disk in the thread that commits: 0.1 ms on a fast one, 3 to 20 ms on a slow one or on macOS.
 * Here the wait is somebody else's. On macOS Node asks for F_FULLFSYNC, as SQLite would.
 */
export class WriteAheadLog {
  readonly #handle: number;

  /** The database must be in WAL mode, and have been read. */
  constructor(db: Db) {
    this.#handle = openSync(`${db.name}-wal`, 'r+');
  }

  /** Calls back when all that was committed before is on disk. */
  sync(synced: (error: Error | null) => void): void {
    fdatasync(this.#handle, synced);
  }

  syncNow(): Error | null {
    try {
      fdatasyncSync(this.#handle);
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  /** To be called before the database is closed. */
  close(): void {
    closeSync(this.#handle);
  }
}
