import type { Db, Migration } from './open-database.ts';
import { openDatabase } from './open-database.ts';

/** Append only: a shipped step is on people's disks and is never edited. */
export const appMigrations: readonly Migration[] = [
  (db) =>
    db.exec(`
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE stars (webhook_id INTEGER PRIMARY KEY, starred_at INTEGER NOT NULL) STRICT;`),
  (db) =>
    db.exec(
      'CREATE TABLE saved_filters (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, filter TEXT NOT NULL) STRICT',
    ),
];

/** Opens what the person made: settings, stars and saved filters. */
export function openAppDatabase(file: string): Db {
  return openDatabase(file, appMigrations, { synchronous: 'FULL' });
}
