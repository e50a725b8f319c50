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
  // A CHECK can't be changed in place, so the secrets move to a table that lets an API secret in.
  (db) =>
    db.exec(`
      CREATE TABLE wider_account_secrets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        use TEXT NOT NULL CHECK (use IN ('signature', 'sms', 'api')),
        label TEXT NOT NULL,
        vault TEXT NOT NULL CHECK (vault IN ('system', 'session', 'file')),
        sealed BLOB NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      INSERT INTO wider_account_secrets SELECT id, account_id, use, label, vault, sealed, created_at FROM account_secrets;
      UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'account_secrets')
        WHERE name = 'wider_account_secrets' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'account_secrets');
      DROP TABLE account_secrets;
      ALTER TABLE wider_account_secrets RENAME TO account_secrets;
      CREATE INDEX account_secrets_by_account ON account_secrets (account_id);
      CREATE TABLE address_switches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        api_key TEXT NOT NULL,
        holder TEXT NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL
          CHECK (state IN ('planned', 'applied', 'verified', 'restoring', 'restored', 'conflict')),
        slots TEXT NOT NULL,
        before TEXT NOT NULL,
        problem TEXT,
        unsettled_until INTEGER,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX open_address_switches ON address_switches (api_key, holder) WHERE state != 'restored';`),
];

/** Opens what the person made: settings, stars, accounts and their sealed secrets, the journal of the address switch. */
export function openAppDatabase(file: string): Db {
  return openDatabase(file, appMigrations, { synchronous: 'FULL' });
}
