import type { Db, Migration } from './open-database.ts';
import { openDatabase } from './open-database.ts';

/** Append only: a shipped step is on people's disks and is never edited. */
export const appMigrations: readonly Migration[] = [
  (db) =>
    db.exec(`
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE stars (webhook_id INTEGER PRIMARY KEY, starred_at INTEGER NOT NULL) STRICT;`),
  (db) =>
    db.exec(`
      CREATE TABLE accounts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        api_key TEXT,
        sms_method TEXT,
        application_ids TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX accounts_by_key ON accounts (ifnull(api_key, ''));
      CREATE TABLE account_secrets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        use TEXT NOT NULL CHECK (use IN ('signature', 'sms')),
        label TEXT NOT NULL,
        vault TEXT NOT NULL CHECK (vault IN ('system', 'session', 'file')),
        sealed BLOB NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX account_secrets_by_account ON account_secrets (account_id);`),
  (db) =>
    db.exec(`
      CREATE TABLE secrets (
        name TEXT PRIMARY KEY,
        vault TEXT NOT NULL CHECK (vault IN ('system', 'session', 'file')),
        sealed BLOB NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;`),
  (db) =>
    db.exec(
      'CREATE TABLE saved_filters (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, filter TEXT NOT NULL) STRICT',
    ),
];

/** Opens what the person made: settings, stars, accounts with their sealed secrets, and saved filters. */
export function openAppDatabase(file: string): Db {
  return openDatabase(file, appMigrations, { synchronous: 'FULL' });
}
