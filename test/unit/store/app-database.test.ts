import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { appMigrations } from '../../../main/store/app-database.ts';
import { migrate, schemaVersion } from '../../../main/store/open-database.ts';
import { closing } from '../../support/databases.ts';
import { schemaOf } from '../../support/schema.ts';

test('step 9 lets a delivery have no webhook, and keeps those that are there', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 8));
  const before = schemaOf(db)['deliveries'];
  const insert = (webhook: number | null, way: string): void => {
    db.prepare(
      `INSERT INTO deliveries (webhook_id, target_id, target_name, way, state, started_at, method, edited, signature,
         kept_bytes, url, request_headers, request_body)
       VALUES (?, 1, 'my app', ?, 'sending', 7, 'POST', 0, 'keep', 2, 'http://localhost:3000/', '', x'0102')`,
    ).run(webhook, way);
  };
  expect(() => insert(4, 'simulate')).toThrow('CHECK');
  expect(() => insert(null, 'replay')).toThrow('NOT NULL');
  for (let webhook = 1; webhook <= 3; webhook += 1) insert(webhook, 'replay');
  db.exec('DELETE FROM deliveries WHERE id = 3');
  const kept = db.prepare('SELECT * FROM deliveries').all();
  const indexes = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`);
  const indexed = indexes.all();

  migrate(db, appMigrations.slice(0, 9));
  expect(schemaOf(db)['deliveries']).toEqual(before);
  expect(db.prepare('SELECT * FROM deliveries').all()).toEqual(kept);
  expect(indexes.all()).toEqual(indexed);
  insert(null, 'simulate');
  expect(db.prepare('SELECT id, webhook_id, way FROM deliveries ORDER BY id DESC LIMIT 1').get()).toEqual({
    id: 4,
    webhook_id: null,
    way: 'simulate',
  });
  expect(() => insert(1, 'else')).toThrow('CHECK');
});

test('step 7 adds notes, their words, and how often one was written', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 6));
  db.exec('INSERT INTO stars (webhook_id, starred_at) VALUES (7, 1)');
  migrate(db, appMigrations.slice(0, 7));
  expect(schemaVersion(db)).toBe(7);
  expect(schemaOf(db)).toMatchObject({ notes: ['webhook_id', 'edited_at', 'text'] });
  expect(db.prepare(`SELECT count(*) FROM notes_text WHERE notes_text MATCH 'a'`).pluck().get()).toBe(0);
  expect(db.prepare('SELECT seq FROM note_changes').pluck().all()).toEqual([0]);
  expect(db.prepare('SELECT * FROM stars').all()).toEqual([{ webhook_id: 7, starred_at: 1 }]);
});

test('step 6 lets an account have an API secret, keeps its secrets, and adds the journal of the address switch', () => {
  const db = closing(new Database(':memory:'));
  db.pragma('foreign_keys = ON');
  migrate(db, appMigrations.slice(0, 5));
  db.exec(`
    INSERT INTO accounts (id, label, api_key, application_ids, created_at) VALUES (1, 'Mine', 'a1', '[]', 1);
    INSERT INTO account_secrets (id, account_id, use, label, vault, sealed, created_at)
      VALUES (4, 1, 'signature', 'old', 'file', x'01', 1), (5, 1, 'sms', 'sms', 'file', x'02', 1);
    DELETE FROM account_secrets WHERE id = 5;`);
  migrate(db, appMigrations.slice(0, 6));
  const insert = `INSERT INTO account_secrets (account_id, use, label, vault, sealed, created_at) VALUES (1, 'api', 'API', 'file', x'03', 1)`;
  db.exec(insert);
  expect(db.prepare('SELECT id, use FROM account_secrets ORDER BY id').all()).toEqual([
    { id: 4, use: 'signature' },
    { id: 6, use: 'api' },
  ]);
  expect(schemaOf(db)['address_switches']).toContain('slots');
  db.exec('DELETE FROM accounts');
  expect(db.prepare('SELECT count(*) FROM account_secrets').pluck().get()).toBe(0);
});

test('step 1 makes the tables of what the person made out of an empty file', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 1));
  expect(schemaVersion(db)).toBe(1);
  expect(schemaOf(db)).toEqual({ settings: ['name', 'value'], stars: ['webhook_id', 'starred_at'] });
});

test.each([
  [2, 'accounts and their secrets', { account_secrets: expect.arrayContaining(['sealed']) as unknown }],
  [3, 'secrets that belong to no account', { secrets: ['name', 'vault', 'sealed', 'created_at'] }],
  [4, 'saved filters', { saved_filters: ['id', 'name', 'filter'] }],
  [5, 'targets, runs and deliveries', { missed: ['target_id', 'webhook_id'], delivery_totals: ['rows', 'bytes'] }],
  [9, 'deliveries without a webhook', { deliveries: expect.arrayContaining(['webhook_id']) as unknown }],
  [8, 'rules', { rules: ['id', 'position', 'fields', 'is_on', 'answered'] }],
])('step %d adds %s and keeps what is there', (step, _what, tables) => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, step - 1));
  db.exec('INSERT INTO stars (webhook_id, starred_at) VALUES (7, 1)');
  migrate(db, appMigrations.slice(0, step));
  expect(schemaVersion(db)).toBe(step);
  expect(schemaOf(db)).toMatchObject(tables);
  expect(db.prepare('SELECT * FROM stars').all()).toEqual([{ webhook_id: 7, starred_at: 1 }]);
});
