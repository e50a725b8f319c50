import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, integer, property, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';

import { checkFiles } from '../../../main/keep/check-files.ts';
import { printReadable, saveReadable } from '../../../main/keep/save-readable.ts';
import type { UnreadableRange } from '../../../main/keep/salvage.ts';
import { salvage } from '../../../main/keep/salvage.ts';
import { openReadOnly } from '../../../main/store/open-database.ts';
import { connect } from '../../../main/store/sqlite.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';

const PAGE = 8_192;

/** A record of many pages on disk, with these of them written over with junk. */
function damagedRecord(rows: number, pages: readonly number[]): string {
  const { capture } = temporaryFiles();
  const record = openRecord(capture);
  record.append(...Array.from({ length: rows }, (_, index) => anArrival({ body: `webhook ${index + 1} `.repeat(40) })));
  record.db.pragma('wal_checkpoint(TRUNCATE)');
  record.db.close();
  const bytes = readFileSync(capture);
  for (const page of pages) bytes.fill(0xff, (page - 1) * PAGE, page * PAGE);
  writeFileSync(capture, bytes);
  return capture;
}

function readAll(file: string): { ids: number[]; gaps: UnreadableRange[] } {
  const gaps: UnreadableRange[] = [];
  const db = closing(openReadOnly(file));
  return { ids: [...salvage(db, (gap) => gaps.push(gap))].map(({ id }) => id), gaps };
}

test('a sound record is read as it is', () => {
  const { ids, gaps } = readAll(damagedRecord(500, []));
  expect(ids).toHaveLength(500);
  expect(gaps).toEqual([]);
});

test('damaged pages cost the webhooks on them and no other', () => {
  const { ids, gaps } = readAll(damagedRecord(2_000, [60, 61, 150]));
  expect(ids.length).toBeGreaterThan(1_950);
  expect(ids.length).toBeLessThan(2_000);
  const missing = Array.from({ length: 2_000 }, (_, index) => index + 1).filter((id) => !ids.includes(id));
  expect(missing.every((id) => gaps.some(({ first, last }) => id >= first && id <= last))).toBe(true);
  expect(ids.toSorted((a, b) => a - b)).toEqual(ids);
});

/** What a look at each single id finds. */
function readOneByOne(file: string, rows: number): number[] {
  const row = closing(openReadOnly(file)).prepare<[number]>('SELECT * FROM requests WHERE id = ?');
  return Array.from({ length: rows }, (_, index) => index + 1).filter((id) => {
    try {
      return row.get(id) !== undefined;
    } catch {
      return false;
    }
  });
}

test('whatever can be read alone is read, also between many damaged pages', () => {
  assert(
    property(uniqueArray(integer({ min: 12, max: 80 }), { maxLength: 40 }), (pages) => {
      const file = damagedRecord(1_000, pages);
      expect(readAll(file).ids).toEqual(readOneByOne(file, 1_000));
    }),
    { numRuns: 15 },
  );
});

test('a row of junk costs that row and no other', () => {
  const file = damagedRecord(50, []);
  const db = closing(connect(file, {})).unsafeMode();
  db.exec(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), ' NOT NULL', '') WHERE name = 'requests'`);
  db.close();
  closing(connect(file, {})).exec(`
    UPDATE requests SET headers = NULL WHERE id = 7;
    UPDATE requests SET target = x'00ff' WHERE id = 8;
    UPDATE requests SET body = NULL WHERE id = 20;
    UPDATE requests SET answer_headers = x'00' WHERE id = 21;
    UPDATE requests SET received_at = 9000000000000000000 WHERE id = 50`);
  const target = join(file, '..', 'readable.jsonl');
  expect(saveReadable(file, target)).toEqual({ webhooks: 46, gaps: 4, file: target });
});

test('damage at the end costs the end', () => {
  const pages = readFileSync(damagedRecord(2_000, [])).length / PAGE;
  const { ids, gaps } = readAll(damagedRecord(2_000, [pages, pages - 1, pages - 2]));
  expect(ids.at(0)).toBe(1);
  expect(ids.length).toBeGreaterThan(1_950);
  expect(gaps).toHaveLength(1);
});

test('what can be read is saved beside it, and never over a file that is there', () => {
  const file = damagedRecord(2_000, [60]);
  const target = join(file, '..', 'readable.jsonl');
  const saved = saveReadable(file, target);
  const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
  expect(saved).toEqual({ webhooks: lines.length, gaps: 1, file: target });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: 1, bodyBytes: 400 });
  expect(() => saveReadable(file, target)).toThrow('can’t be written'.replace('’', "'"));
});

test('of a file that is no database at all it says so and leaves it', () => {
  const { capture } = temporaryFiles();
  writeFileSync(capture, 'no database '.repeat(1_000));
  expect(() => printReadable(capture, () => true)).toThrow('Nothing can be read');
  expect(readFileSync(capture, 'utf8')).toBe('no database '.repeat(1_000));
});

test('a check names the file that is damaged, and only that', () => {
  const capture = damagedRecord(2_000, [60]);
  const files = { capture, index: join(capture, '..', 'index.db'), app: join(capture, '..', 'app.db') };
  writeFileSync(files.app, 'junk '.repeat(2_000));
  openRecord(files.index).db.close();
  const problems = Object.fromEntries(checkFiles(files).map(({ name, problems }) => [name, problems.length > 0]));
  expect(problems).toEqual({ 'capture.db': true, 'index.db': false, 'app.db': true });
});
