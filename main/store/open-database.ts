import type Database from 'better-sqlite3';

import { AppError } from '../../shared/reply.ts';
import { connect } from './sqlite.ts';

export type Db = Database.Database;
export type Migration = (db: Db) => void;

export interface OpenOptions {
  /** `FULL`: a commit survives a power cut. `NORMAL`: it survives the death of the process only. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** In bytes, for a file that is made now; SQLite's own choice without it. */
  readonly pageSize?: number;
  /** How long to wait for somebody else's lock, in milliseconds. The thread stands still meanwhile. */
  readonly busyMs?: number;
}

const BUSY_MS = 5_000;
const JOURNAL_SIZE_LIMIT_BYTES = 64 * 1_024 * 1_024;

/** Opens a database that this process writes, and brings its schema up to date. */
export function openDatabase(file: string, migrations: readonly Migration[], options: OpenOptions): Db {
  const db = connect(file, { timeout: options.busyMs ?? BUSY_MS });
  try {
    if (options.pageSize !== undefined) db.pragma(`page_size = ${options.pageSize}`);
    // Possible only before the first table is made: free pages can then be given back in small steps.
    if (db.pragma('page_count', { simple: true }) === 0) db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${options.synchronous}`);
    syncFully(db);
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT_BYTES}`);
    harden(db);
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Without this, macOS answers a sync before the disk has written it. */
export function syncFully(db: Db): void {
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
}

/** Opens a database for reading only. It must exist. */
export function openReadOnly(file: string): Db {
  const db = connect(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  harden(db);
  return db;
}

/** Runs the steps that a database has not seen yet; each step and its version land in one transaction. */
export function migrate(db: Db, steps: readonly Migration[]): void {
  const current = schemaVersion(db);
  if (current > steps.length) {
    throw new AppError(
      'database-too-new',
      `The data folder was written by a newer version of this app (schema ${current}, this app knows ${steps.length}). ` +
        'Nothing was changed. Install the newer version, or choose another data folder.',
    );
  }
  steps.slice(current).forEach((step, offset) => {
    db.transaction(() => {
      step(db);
      db.pragma(`user_version = ${current + offset + 1}`);
    }).immediate();
  });
}

export function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function harden(db: Db): void {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
}
