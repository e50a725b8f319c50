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
  (db) =>
    db.exec(`
      CREATE TABLE targets (id INTEGER PRIMARY KEY AUTOINCREMENT, fields TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
      CREATE TABLE forward_marks (target_id INTEGER PRIMARY KEY, settled_to INTEGER NOT NULL) STRICT;
      CREATE TABLE missed (
        target_id INTEGER NOT NULL,
        webhook_id INTEGER NOT NULL,
        PRIMARY KEY (target_id, webhook_id)
      ) STRICT, WITHOUT ROWID;
      -- What a run sends lies apart: its row is written anew with every delivery.
      CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        target TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'cancelled', 'interrupted')),
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        total INTEGER NOT NULL,
        sent INTEGER NOT NULL DEFAULT 0,
        succeeded INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        unknown INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE run_contents (
        run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
        plan TEXT NOT NULL,
        webhook_ids BLOB NOT NULL
      ) STRICT;
      -- What may be large comes last: SQLite reads all that stands before a column to get at it.
      CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        webhook_id INTEGER NOT NULL,
        target_id INTEGER NOT NULL,
        target_name TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('forward', 'pass-through', 'replay')),
        run_id INTEGER,
        run_position INTEGER,
        state TEXT NOT NULL CHECK (state IN ('sending', 'answered', 'failed', 'unknown')),
        started_at INTEGER NOT NULL,
        method TEXT NOT NULL,
        edited INTEGER NOT NULL,
        signature TEXT NOT NULL,
        status INTEGER,
        answer_bytes INTEGER,
        answer_hash TEXT,
        problem_code TEXT,
        problem TEXT,
        connect_us INTEGER,
        first_byte_us INTEGER,
        total_us INTEGER,
        kept_bytes INTEGER NOT NULL,
        url TEXT NOT NULL,
        request_headers TEXT NOT NULL,
        answer_headers TEXT,
        request_body BLOB,
        answer_body BLOB
      ) STRICT;
      CREATE TABLE delivery_totals (rows INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
      INSERT INTO delivery_totals VALUES (0, 0);
      CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, id);
      CREATE INDEX deliveries_by_target ON deliveries (target_id, id);
      CREATE INDEX deliveries_by_run ON deliveries (run_id, run_position) WHERE run_id IS NOT NULL;
      CREATE INDEX deliveries_under_way ON deliveries (id) WHERE state = 'sending';`),
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
      CREATE UNIQUE INDEX open_address_switches ON address_switches (api_key, holder) WHERE state != 'restored';`), // The text index is cut as that of the webhooks is, so that a filter finds words in both alike.
  (db) =>
    db.exec(`
      CREATE TABLE notes (webhook_id INTEGER PRIMARY KEY, edited_at INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
      CREATE VIRTUAL TABLE notes_text USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = "unicode61 tokenchars '-_'");
      CREATE TABLE note_changes (seq INTEGER NOT NULL) STRICT;
      INSERT INTO note_changes VALUES (0);`),
  (db) =>
    db.exec(`
      CREATE TABLE rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        position INTEGER NOT NULL,
        fields TEXT NOT NULL,
        is_on INTEGER NOT NULL,
        answered INTEGER NOT NULL
      ) STRICT;`),
  // A simulated webhook that went straight to a target has no number, and a CHECK can't be changed in place.
  (db) =>
    db.exec(`
      CREATE TABLE wider_deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        webhook_id INTEGER,
        target_id INTEGER NOT NULL,
        target_name TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('forward', 'pass-through', 'replay', 'simulate')),
        run_id INTEGER,
        run_position INTEGER,
        state TEXT NOT NULL CHECK (state IN ('sending', 'answered', 'failed', 'unknown')),
        started_at INTEGER NOT NULL,
        method TEXT NOT NULL,
        edited INTEGER NOT NULL,
        signature TEXT NOT NULL,
        status INTEGER,
        answer_bytes INTEGER,
        answer_hash TEXT,
        problem_code TEXT,
        problem TEXT,
        connect_us INTEGER,
        first_byte_us INTEGER,
        total_us INTEGER,
        kept_bytes INTEGER NOT NULL,
        url TEXT NOT NULL,
        request_headers TEXT NOT NULL,
        answer_headers TEXT,
        request_body BLOB,
        answer_body BLOB
      ) STRICT;
      INSERT INTO wider_deliveries SELECT id, webhook_id, target_id, target_name, way, run_id, run_position, state,
        started_at, method, edited, signature, status, answer_bytes, answer_hash, problem_code, problem, connect_us,
        first_byte_us, total_us, kept_bytes, url, request_headers, answer_headers, request_body, answer_body
        FROM deliveries;
      DELETE FROM sqlite_sequence WHERE name = 'wider_deliveries';
      UPDATE sqlite_sequence SET name = 'wider_deliveries' WHERE name = 'deliveries';
      DROP TABLE deliveries;
      ALTER TABLE wider_deliveries RENAME TO deliveries;
      CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, id);
      CREATE INDEX deliveries_by_target ON deliveries (target_id, id);
      CREATE INDEX deliveries_by_run ON deliveries (run_id, run_position) WHERE run_id IS NOT NULL;
      CREATE INDEX deliveries_under_way ON deliveries (id) WHERE state = 'sending';`),
];

/** Opens what the person made: settings, stars, notes, accounts with their sealed secrets, saved filters, and the journals. */
export function openAppDatabase(file: string): Db {
  return openDatabase(file, appMigrations, { synchronous: 'FULL' });
}

/**
 * A connection for what the app itself notes while it delivers, and while rules answer. A commit survives the death of the process, not a power
 * cut: the thread that answers Vonage must not wait for the disk at each delivery.
 */
export function openDeliveryConnection(file: string): Db {
  return openDatabase(file, appMigrations, { synchronous: 'NORMAL' });
}
