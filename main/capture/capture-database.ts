import type { Answer, Outcome, StoredRequest, Via } from '../domain/captured-request.ts';
import type { Db, Migration } from '../store/open-database.ts';
import { FoundDamage } from '../store/damage.ts';
import { openDatabase, syncFully } from '../store/open-database.ts';
import { connect } from '../store/sqlite.ts';
import { addForgotten } from './keep-schema.ts';

/** Append only: a shipped step is on people's disks and is never edited. */
export const captureMigrations: readonly Migration[] = [
  (db) =>
    db.exec(`
      CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        received_at INTEGER NOT NULL,
        method TEXT NOT NULL,
        target TEXT NOT NULL,
        http_version TEXT NOT NULL,
        headers TEXT NOT NULL,
        body BLOB NOT NULL,
        announced_bytes INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        remote TEXT NOT NULL,
        via TEXT NOT NULL,
        duration_us INTEGER NOT NULL,
        answer_status INTEGER NOT NULL,
        answer_type TEXT,
        answer_body TEXT NOT NULL,
        answer_rule TEXT
      ) STRICT;
      CREATE TABLE removals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        removed_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('removed', 'restored', 'purged'))
      ) STRICT;
      CREATE TABLE removed_ranges (
        removal INTEGER NOT NULL REFERENCES removals (id),
        first_id INTEGER NOT NULL,
        last_id INTEGER NOT NULL,
        PRIMARY KEY (removal, first_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX removed_ranges_by_last_id ON removed_ranges (last_id);
      CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        removal INTEGER NOT NULL REFERENCES removals (id),
        action TEXT NOT NULL CHECK (action IN ('remove', 'restore'))
      ) STRICT;`),
  addForgotten,
  // What rules do beside answering; null nearly always.
  (db) =>
    db.exec(`
      ALTER TABLE requests ADD COLUMN answer_headers TEXT;
      ALTER TABLE requests ADD COLUMN answer_ending TEXT;
      ALTER TABLE requests ADD COLUMN answer_delay_ms INTEGER;`),
];

/** We are its only writer, so a lock is a stranger's; better to answer 503 soon than to keep every sender waiting. */
const BUSY_MS = 250;
/** Of SQLite's usual 4,096 a sixth stays empty, because a webhook of Vonage's takes about 900 and is not divided. */
const PAGE_SIZE = 8_192;

/** Opens the record. `FULL`, because an answer to Vonage says that the webhook survives a power cut. */
export function openCaptureDatabase(file: string): Db {
  return openDatabase(file, captureMigrations, { synchronous: 'FULL', busyMs: BUSY_MS, pageSize: PAGE_SIZE });
}

/** A connection for `PRAGMA wal_checkpoint` and nothing else. */
export function openForCheckpoints(file: string): Db {
  const db = connect(file, { fileMustExist: true });
  syncFully(db);
  // Before it has read once it knows of no log.
  db.pragma('user_version');
  return db;
}

/** The last moment that a date can say, in microseconds. */
const LATEST_US = 8.64e18;

export interface RequestRow {
  id: number;
  received_at: number;
  method: string;
  target: string;
  http_version: string;
  headers: string;
  body: Uint8Array;
  announced_bytes: number;
  outcome: Outcome;
  remote: string;
  via: Via;
  duration_us: number;
  answer_status: number;
  answer_type: string | null;
  answer_body: string;
  answer_rule: string | null;
  /** This and those below are missing where a damaged record of an earlier version is read. */
  answer_headers?: string | null;
  answer_ending?: 'close' | 'reset' | null;
  answer_delay_ms?: number | null;
}

/** Header values hold no line break (RFC 9110, 5.5; Node refuses them), so one line each is exact and cheap. */
export const joinHeaders = (rawHeaders: readonly string[]): string => rawHeaders.join('\n');
const splitHeaders = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** Throws where the row is junk, as a damaged file has it. */
export function toStoredRequest(row: RequestRow): StoredRequest {
  if (!isSound(row)) throw new FoundDamage(`The record is damaged: webhook ${row.id} can't be read.`);
  const answer: Answer = {
    status: row.answer_status,
    contentType: row.answer_type,
    body: row.answer_body,
    rule: row.answer_rule,
    ...(typeof row.answer_headers === 'string' ? { headers: splitHeaders(row.answer_headers) } : {}),
    ...(row.answer_ending == null ? {} : { ending: row.answer_ending }),
    ...(row.answer_delay_ms == null ? {} : { delayMs: row.answer_delay_ms }),
  };
  return {
    id: row.id,
    receivedAt: row.received_at,
    method: row.method,
    target: row.target,
    httpVersion: row.http_version,
    rawHeaders: splitHeaders(row.headers),
    body: row.body,
    announcedBytes: row.announced_bytes,
    outcome: row.outcome,
    remote: row.remote,
    via: row.via,
    durationUs: row.duration_us,
    answer,
  };
}

/** Whether it has what the table promises. */
function isSound(row: RequestRow): boolean {
  const numbers = [row.received_at, row.announced_bytes, row.duration_us, row.answer_status];
  const texts = [
    row.method,
    row.target,
    row.http_version,
    row.headers,
    row.outcome,
    row.remote,
    row.via,
    row.answer_body,
  ];
  return (
    numbers.every((value) => typeof value === 'number') &&
    texts.every((value) => typeof value === 'string') &&
    row.body instanceof Uint8Array &&
    Math.abs(row.received_at) <= LATEST_US
  );
}
