import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { indexMigrations, openIndexDatabase, PROJECTION_VERSION } from '../../../main/projection/index-database.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { migrate, schemaVersion } from '../../../main/store/open-database.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';
import { schemaOf } from '../../support/schema.ts';

test('step 1 makes an index that has seen nothing out of an empty file', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, indexMigrations.slice(0, 1));
  expect(schemaVersion(db)).toBe(1);
  const { webhooks, progress, view_counts: viewCounts } = schemaOf(db);
  expect(webhooks).toHaveLength(23);
  expect(progress).toEqual(['only', 'version', 'request_id', 'change_seq']);
  expect(viewCounts).toEqual(['view', 'webhooks']);
  expect(db.prepare('SELECT * FROM progress').all()).toEqual([
    { only: 1, version: PROJECTION_VERSION, request_id: 0, change_seq: 0 },
  ]);
  expect(db.prepare('SELECT * FROM view_counts').all()).toEqual([
    { view: 1, webhooks: 0 },
    { view: 2, webhooks: 0 },
    { view: 3, webhooks: 0 },
  ]);
});

test('its text can be searched and deleted, and is not kept a second time', () => {
  const db = closing(openIndexDatabase(temporaryFiles().index));
  const find = db.prepare<[string], number>('SELECT rowid FROM webhooks_text WHERE webhooks_text MATCH ?').pluck();
  db.prepare('INSERT INTO webhooks_text (rowid, text) VALUES (7, ?)').run('order-7781 client_ref');
  expect(find.all('"order-77"*')).toEqual([7]);
  expect(find.all('"client_ref"')).toEqual([7]);
  expect(find.all('"7781"')).toEqual([]);
  expect(db.prepare('SELECT text FROM webhooks_text').pluck().all()).toEqual([null]);
  db.prepare('DELETE FROM webhooks_text WHERE rowid = 7').run();
  expect(find.all('"order-77"*')).toEqual([]);
});

/** Marks an index as followed up to webhook 5, so that a new one can be told from it. */
function markedIndex(file: string, change: (db: Db) => void = () => {}): void {
  const db = openIndexDatabase(file);
  db.exec('UPDATE progress SET request_id = 5');
  change(db);
  db.close();
}

const followedUpTo = (file: string): number | undefined => {
  const db = openIndexDatabase(file);
  try {
    return db.prepare<[], number>('SELECT request_id FROM progress').pluck().get();
  } finally {
    db.close();
  }
};

test('an index of this version goes on where it was', () => {
  const { index } = temporaryFiles();
  markedIndex(index);
  expect(followedUpTo(index)).toBe(5);
});

describe('an index that cannot be used is built anew', () => {
  test.each([
    ['of an older projection', (db: Db) => db.exec('UPDATE progress SET version = version - 1')],
    ['of a newer projection', (db: Db) => db.exec('UPDATE progress SET version = version + 1')],
    ['of a newer schema', (db: Db) => db.pragma(`user_version = ${indexMigrations.length + 1}`)],
    ['without its progress', (db: Db) => db.exec('DELETE FROM progress')],
    ['with a table missing', (db: Db) => db.exec('DROP TABLE progress')],
  ])('%s', (_name, change) => {
    const { index } = temporaryFiles();
    markedIndex(index, change);
    expect(followedUpTo(index)).toBe(0);
    expect(followedUpTo(index)).toBe(0);
  });

  test.each([
    ['of junk', () => Buffer.from('this is no database at all, '.repeat(100))],
    ['of zeros', () => Buffer.alloc(8_192)],
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, 5_000)],
    [
      'with a broken first page',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 50), Buffer.alloc(bytes.length - 50, 255)]),
    ],
  ])('%s', (_name, damage) => {
    const { index } = temporaryFiles();
    markedIndex(index);
    writeFileSync(index, damage(readFileSync(index)));
    expect(followedUpTo(index)).toBe(0);
  });

  test.runIf(process.platform === 'linux')('and nobody holds the old one any more', () => {
    const { index } = temporaryFiles();
    markedIndex(index, (db) => db.exec('DROP TABLE progress'));
    closing(openIndexDatabase(index));
    const open = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return []; // the one that lists them
      }
    });
    expect(open.filter((path) => path.startsWith(index) && path.endsWith('(deleted)'))).toEqual([]);
    expect(open.some((path) => path.startsWith(index))).toBe(true);
  });
});

test('step 3 adds what signatures need to an index with messages', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, indexMigrations.slice(0, 2));
  migrate(db, indexMigrations.slice(0, 3));
  const { webhooks, checking } = schemaOf(db);
  expect(webhooks).toEqual(expect.arrayContaining(['reason', 'signed_at']));
  expect(checking).toEqual(['only', 'fingerprint', 'below', 'began']);
});
