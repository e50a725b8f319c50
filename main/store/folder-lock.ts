import { join } from 'node:path';

import type Database from 'better-sqlite3';

import { AppError } from '../../shared/reply.ts';
import { connect } from './sqlite.ts';

/**
 * Makes this process the only writer of a data folder until the lock is closed or the process dies.
 *
 * The lock is an open exclusive transaction on a small SQLite file: unlike a file with a process id in it, the
 * operating system lets go of it whatever way the process ends, and it works alike on all platforms.
 */
export function lockFolder(folder: string): { close(): void } {
  let db: Database.Database | undefined;
  try {
    db = connect(join(folder, 'lock.db'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw explain(folder, error as Error & { code?: string });
  }
  return { close: () => db.close() };
}

function explain(folder: string, cause: Error & { code?: string }): AppError {
  if (cause.code === 'SQLITE_BUSY') {
    return new AppError(
      'data-folder-in-use',
      `Another Webhook Inspector is using the data folder ${folder}. Close it first, or choose another folder with --data.`,
      { cause },
    );
  }
  return new AppError(
    'data-folder-unusable',
    `The data folder ${folder} can't be written. Choose another one with --data. (${cause.message})`,
    { cause },
  );
}
