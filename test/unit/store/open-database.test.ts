import { readFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { captureMigrations, openCaptureDatabase } from '../../../main/capture/capture-database.ts';
import { appMigrations, openAppDatabase } from '../../../main/store/app-database.ts';
import type { Db, Migration } from '../../../main/store/open-database.ts';
import { migrate, openDatabase, openReadOnly, schemaVersion } from '../../../main/store/open-database.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';

const memory = (): Db => closing(new Database(':memory:'));

const broken: Migration = (db) => db.exec('CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)');

describe('migrate', () => {
  const steps: Migration[] = [(db) => db.exec('CREATE TABLE a (x)'), (db) => db.exec('ALTER TABLE a ADD COLUMN y')];

  test('runs the steps that a database has not seen, each once', () => {
    const db = memory();
    migrate(db, steps.slice(0, 1));
    db.exec('INSERT INTO a VALUES (1)');
    migrate(db, steps);
    migrate(db, steps);
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: null }]);
  });

  test('leaves nothing of a step that fails, and keeps the ones before it', () => {
    const db = memory();
    expect(() => migrate(db, [...steps, broken])).toThrow(/no such table/);
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'b'`).all()).toEqual([]);
  });
});

describe.each([
  ['record', openCaptureDatabase, captureMigrations],
  ['app database', openAppDatabase, appMigrations],
] as const)('a %s of a newer app', (_name, open, migrations) => {
  test('is refused with a sentence, and not a byte of it is changed', () => {
    const { app: file } = temporaryFiles();
    const db = open(file);
    db.pragma(`user_version = ${migrations.length + 1}`);
    db.exec('CREATE TABLE from_the_future (x)');
    db.close();
    const before = readFileSync(file);
    expect(() => open(file)).toThrow(
      expect.objectContaining({
        code: 'database-too-new',
        message: expect.stringMatching(
          /^The data folder was written by a newer version of this app .* Nothing was changed\./,
        ),
      }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('a file that is no database is not overwritten', () => {
  const { app: file } = temporaryFiles();
  const db = new Database(file);
  db.exec('CREATE TABLE a (x)');
  db.close();
  expect(() => openDatabase(`${file}/below`, [], { synchronous: 'FULL' })).toThrow();
  expect(() => openDatabase(import.meta.filename, [], { synchronous: 'FULL' })).toThrow(/not a database/);
  expect(readFileSync(import.meta.filename, 'utf8')).toContain('a file that is no database');
});

describe('a read-only connection', () => {
  test('cannot write', () => {
    const { app: file } = temporaryFiles();
    closing(openAppDatabase(file));
    const reader = closing(openReadOnly(file));
    expect(() => reader.exec('DELETE FROM stars')).toThrow(/readonly/);
  });

  test('makes no file where there is none', () => {
    expect(() => openReadOnly(temporaryFiles().app)).toThrow(/unable to open/);
  });
});
