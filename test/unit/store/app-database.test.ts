import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { appMigrations } from '../../../main/store/app-database.ts';
import { migrate, schemaVersion } from '../../../main/store/open-database.ts';
import { closing } from '../../support/databases.ts';
import { schemaOf } from '../../support/schema.ts';

test('step 1 makes the tables of what the person made out of an empty file', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 1));
  expect(schemaVersion(db)).toBe(1);
  expect(schemaOf(db)).toEqual({ settings: ['name', 'value'], stars: ['webhook_id', 'starred_at'] });
});

test('step 4 adds targets and deliveries, and keeps the accounts of a version 3 database', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 3));
  db.exec(`INSERT INTO accounts (label, application_ids, created_at) VALUES ('mine', '[]', 1)`);
  migrate(db, appMigrations.slice(0, 4));
  expect(schemaVersion(db)).toBe(4);
  expect(db.prepare('SELECT label FROM accounts').pluck().all()).toEqual(['mine']);
  expect(Object.keys(schemaOf(db))).toEqual(
    expect.arrayContaining(['targets', 'forward_marks', 'missed', 'runs', 'run_contents', 'deliveries']),
  );
  expect(db.prepare('SELECT rows, bytes FROM delivery_totals').all()).toEqual([{ rows: 0, bytes: 0 }]);
});
