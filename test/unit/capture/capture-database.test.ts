import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import type { RequestRow } from '../../../main/capture/capture-database.ts';
import { captureMigrations, openCaptureDatabase, toStoredRequest } from '../../../main/capture/capture-database.ts';
import { migrate, schemaVersion } from '../../../main/store/open-database.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { schemaOf } from '../../support/schema.ts';

test('step 1 makes the tables of the record out of an empty file', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, captureMigrations.slice(0, 1));
  expect(schemaVersion(db)).toBe(1);
  expect(schemaOf(db)).toEqual({
    requests: [
      'id',
      'received_at',
      'method',
      'target',
      'http_version',
      'headers',
      'body',
      'announced_bytes',
      'outcome',
      'remote',
      'via',
      'duration_us',
      'answer_status',
      'answer_type',
      'answer_body',
      'answer_rule',
    ],
    removals: ['id', 'removed_at', 'state'],
    removed_ranges: ['removal', 'first_id', 'last_id'],
    changes: ['seq', 'removal', 'action'],
  });
});

test('the record has no second index that every answer to Vonage would have to wait for', () => {
  const db = closing(openCaptureDatabase(temporaryFiles().capture));
  const indexes = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'requests'`).all();
  expect(indexes).toEqual([]);
});

test('a commit to the record survives a power cut', () => {
  const db = closing(openCaptureDatabase(temporaryFiles().capture));
  const FULL = 2;
  expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('fullfsync', { simple: true })).toBe(1);
  expect(db.pragma('checkpoint_fullfsync', { simple: true })).toBe(1);
});

test("the record's pages hold webhooks of the usual size without much waste", () => {
  const record = openRecord(temporaryFiles().capture);
  const authorization = `Bearer ${'x'.repeat(400)}`;
  record.append(
    ...Array.from({ length: 900 }, () =>
      anArrival({ rawHeaders: ['Authorization', authorization], body: Buffer.alloc(300) }),
    ),
  );
  const space = record.db
    .prepare<[], { used: number; unused: number }>(
      `SELECT sum(payload) AS used, sum(unused) AS unused FROM dbstat WHERE name = 'requests'`,
    )
    .get();
  expect(space?.unused).toBeLessThan((space?.used ?? 0) / 10);
});

test('step 2 adds what stays known of removals that are forgotten, to a record that has some', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, captureMigrations.slice(0, 1));
  db.exec("INSERT INTO removals (removed_at, state) VALUES (0, 'purged')");
  migrate(db, captureMigrations.slice(0, 2));
  expect(schemaOf(db)['forgotten']).toEqual(['only', 'last_id', 'change_seq', 'probes']);
  expect(db.prepare('SELECT last_id, change_seq FROM forgotten').all()).toEqual([{ last_id: 0, change_seq: 0 }]);
});

test('step 3 adds what rules do, and webhooks of before have nothing of it', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, captureMigrations.slice(0, 2));
  db.exec(
    `INSERT INTO requests VALUES (1, 0, 'POST', '/', '1.1', '', x'', 0, 'complete', '', 'local', 1, 200, NULL, '', NULL)`,
  );
  const read = (): unknown =>
    db
      .prepare<[], RequestRow>('SELECT * FROM requests')
      .all()
      .map((row) => toStoredRequest(row).answer);
  const before = read();
  expect(before).toEqual([{ status: 200, contentType: null, body: '', rule: null }]);
  migrate(db, captureMigrations.slice(0, 3));
  expect(schemaOf(db)['requests']).toEqual(
    expect.arrayContaining(['answer_headers', 'answer_ending', 'answer_delay_ms']),
  );
  expect(read()).toEqual(before);
});
