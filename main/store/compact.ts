import type { Db } from './open-database.ts';

export interface CompactStep {
  readonly freedBytes: number;
  /** What is still free inside of the file. */
  readonly leftBytes: number;
}

/**
 * Gives some free pages of a file back to the disk. A `VACUUM` would hold the file's one write lock for seconds, and
 * no webhook could be stored meanwhile. The file itself shrinks at the next checkpoint.
 */
export function compactStep(db: Db, pages: number): CompactStep {
  const before = freeBytes(db);
  db.pragma(`incremental_vacuum(${pages})`);
  const leftBytes = freeBytes(db);
  if (leftBytes === 0) db.pragma('wal_checkpoint(PASSIVE)');
  return { freedBytes: before - leftBytes, leftBytes };
}

/** What is free inside of a file, and is used again before it grows. */
export function freeBytes(db: Db): number {
  return pragma(db, 'freelist_count') * pragma(db, 'page_size');
}

/** What a file holds, without what is free in it. */
export function usedBytes(db: Db): number {
  return (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size');
}

function pragma(db: Db, name: string): number {
  return db.pragma(name, { simple: true }) as number;
}
