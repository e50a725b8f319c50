import { rmSync } from 'node:fs';

import type { Db, Migration } from '../store/open-database.ts';
import { openDatabase } from '../store/open-database.ts';
import { addFindings } from './finding-schema.ts';
import { addFilters } from './filter-schema.ts';
import { addMessages } from './message-schema.ts';
import { addRebuild } from './rebuild.ts';

/**
 * What the projector understands. Raise it when a webhook would be described otherwise than before: the index is then
 * built anew from the record.
 */
export const PROJECTION_VERSION = 8;

export const indexMigrations: readonly Migration[] = [
  (db) => {
    db.exec(`
      CREATE TABLE webhooks (
        id INTEGER PRIMARY KEY,
        view INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        api TEXT NOT NULL,
        kind TEXT NOT NULL,
        channel TEXT,
        message_id TEXT,
        sender TEXT,
        recipient TEXT,
        status TEXT,
        error_code TEXT,
        summary TEXT NOT NULL,
        sent_at INTEGER,
        account TEXT,
        verdict TEXT NOT NULL,
        misrouted_to TEXT,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        body_bytes INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        via TEXT NOT NULL,
        duration_us INTEGER NOT NULL,
        answer_status INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX webhooks_by_view ON webhooks (view, id);
      CREATE INDEX webhooks_by_message ON webhooks (message_id, id) WHERE message_id IS NOT NULL;
      CREATE VIRTUAL TABLE webhooks_text USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = "unicode61 tokenchars '-_'");
      CREATE TABLE progress (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version INTEGER NOT NULL,
        request_id INTEGER NOT NULL,
        change_seq INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE view_counts (view INTEGER PRIMARY KEY, webhooks INTEGER NOT NULL) STRICT;
      INSERT INTO view_counts (view, webhooks) VALUES (1, 0), (2, 0), (3, 0);`);
    db.prepare('INSERT INTO progress (only, version, request_id, change_seq) VALUES (1, ?, 0, 0)').run(
      PROJECTION_VERSION,
    );
  },
  addMessages,
  (db) => {
    db.exec(`
      ALTER TABLE webhooks ADD COLUMN reason TEXT;
      ALTER TABLE webhooks ADD COLUMN signed_at INTEGER;
      CREATE TABLE checking (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        fingerprint TEXT NOT NULL,
        below INTEGER NOT NULL,
        began INTEGER NOT NULL
      ) STRICT;
      INSERT INTO checking (only, fingerprint, below, began) VALUES (1, '', 1, 1);`);
  },
  addFindings,
  addRebuild,
  addFilters,
  // Since filters have an index of their own, nothing reads this one, and each webhook paid for it.
  (db) => db.exec('DROP INDEX webhooks_by_view'),
];

/** The built-in views, as stored. */
export const VIEW_NUMBERS = { inbound: 1, statuses: 2, other: 3 } as const;

/**
 * Opens the index for its one writer. It is derived, so whatever can't be used is thrown away and built anew:
 * a damaged file, an older projection, a schema from a newer app.
 */
export function openIndexDatabase(file: string): Db {
  const current = openCurrent(file);
  if (current !== null) return current;
  deleteIndex(file);
  return openDatabase(file, indexMigrations, { synchronous: 'NORMAL' });
}

/** To be called while nobody has it open. */
export function deleteIndex(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Null where it can't be used, and then it is closed: SQLite would delete the log of the file that takes its place. */
function openCurrent(file: string): Db | null {
  let db: Db | undefined;
  try {
    db = openDatabase(file, indexMigrations, { synchronous: 'NORMAL' });
    const version = db.prepare<[], number>('SELECT version FROM progress').pluck().get();
    if (version === PROJECTION_VERSION) return db;
  } catch {
    // Unreadable in whatever way: the record has it all.
  }
  db?.close();
  return null;
}
