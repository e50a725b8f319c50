import { existsSync } from 'node:fs';

import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import { RemovedRanges } from '../capture/removed-ranges.ts';
import type { DataFolder } from '../data-folder.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import type { Marks } from '../domain/filtered-webhook.ts';
import { toFilteredWebhook } from '../domain/filtered-webhook.ts';
import { explainDamage } from '../store/damage.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { partsOf } from '../../shared/filter/filter.ts';
import { matchesFilter } from '../../shared/filter/matches-filter.ts';
import type { Reason, Verdict } from '../../shared/signature.ts';
import { AppError } from '../../shared/reply.ts';

/** What the index says of a signature. */
export interface Judged {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

/** The columns of the index that say more of a webhook than its bytes do. */
const INDEXED = ['verdict', 'reason', 'account', 'duplicate_of', 'out_of_order', 'late'] as const;

interface Indexed {
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  readonly account: string | null;
  readonly duplicate_of: number | null;
  readonly out_of_order: number | null;
  readonly late: number | null;
  readonly is_starred: number;
  readonly note: string | null;
}

export interface Exported {
  readonly request: StoredRequest;
  /** As the index has it; null where the index has not seen the webhook yet. */
  readonly judged: Judged | null;
  readonly marks: Marks;
}

export interface RecordReader {
  /** The next webhooks with `after < id <= upTo`, oldest first; empty at the end. */
  page(after: number, upTo: number): Exported[];
  close(): void;
}

/** Few enough that the record's log can be checkpointed between two reads while the app is writing. */
const PAGE_ROWS = 500;
const PAGE_BODY_BYTES = 32 * 1_024 * 1_024;

/** Every stored webhook that matches, oldest first, without loading them all. `now` is in milliseconds. */
export function* exportWebhooks(folder: DataFolder, filter: Filter, now: number): Generator<Exported> {
  const reader = openRecord(folder);
  const isEverything = partsOf(filter).length === 0;
  try {
    let after = 0;
    for (let page = reader.page(after, Number.MAX_SAFE_INTEGER); page.length > 0;) {
      for (const exported of page) if (isEverything || matches(exported, filter, now)) yield exported;
      after = page.at(-1)?.request.id ?? after;
      page = reader.page(after, Number.MAX_SAFE_INTEGER);
    }
  } finally {
    reader.close();
  }
}

function matches({ request, marks }: Exported, filter: Filter, now: number): boolean {
  return matchesFilter(filter, toFilteredWebhook(request, describeWebhook(request), marks), now);
}

/** Reads the record itself, beside a running app, so it also has what the index has not followed yet. */
export function openRecord(folder: DataFolder): RecordReader {
  if (!existsSync(folder.capture)) {
    throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  }
  const explained = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw explainDamage(error, folder.path);
    }
  };
  const reader = explained(() => openFiles(folder));
  return { page: (after, upTo) => explained(() => reader.page(after, upTo)), close: () => reader.close() };
}

function openFiles(folder: DataFolder): RecordReader {
  const db = openReadOnly(folder.capture);
  const hasIndex = existsSync(folder.index) && attachIndex(db, folder.index);
  const hasStars = existsSync(folder.app);
  if (hasStars) db.prepare('ATTACH ? AS app').run(folder.app);
  // A version of the app before notes may have written it.
  const hasNotes = hasStars && (db.pragma('app.table_info(notes)') as unknown[]).length > 0;
  const indexed = INDEXED.map((column) => (hasIndex ? `projection.webhooks.${column}` : `NULL AS ${column}`));
  const rows = db.prepare<[number, number], RequestRow & Indexed>(
    `SELECT requests.*, ${indexed.join(', ')},
       ${hasStars ? 'EXISTS (SELECT 1 FROM app.stars WHERE webhook_id = requests.id)' : '0'} AS is_starred,
       ${hasNotes ? '(SELECT text FROM app.notes WHERE webhook_id = requests.id)' : 'NULL'} AS note
     FROM requests
     ${hasIndex ? 'LEFT JOIN projection.webhooks ON projection.webhooks.id = requests.id' : ''}
     WHERE requests.id > ? AND requests.id <= ? ORDER BY requests.id`,
  );
  const removed = new RemovedRanges(db);
  return {
    page(after, upTo) {
      const page: Exported[] = [];
      let bodyBytes = 0;
      removed.refresh();
      for (const row of rows.iterate(after, upTo)) {
        if (removed.has(row.id)) continue;
        const judged = row.verdict === null ? null : { verdict: row.verdict, reason: row.reason };
        page.push({ request: toStoredRequest(row), judged, marks: toMarks(row) });
        bodyBytes += row.body.length;
        if (page.length === PAGE_ROWS || bodyBytes > PAGE_BODY_BYTES) break;
      }
      return page;
    },
    close: () => db.close(),
  };
}

function toMarks(row: Indexed): Marks {
  return {
    verdict: row.verdict,
    reason: row.reason,
    account: row.account,
    isStarred: row.is_starred === 1,
    note: row.note,
    isDuplicate: row.duplicate_of !== null,
    isOutOfOrder: row.out_of_order === 1,
    isLate: row.late === 1,
  };
}

/** False where another version of the app wrote it: an index that was made before a column must not end an export. */
function attachIndex(db: Db, file: string): boolean {
  db.prepare('ATTACH ? AS projection').run(file);
  const columns = db.pragma('projection.table_info(webhooks)') as { name: string }[];
  return INDEXED.every((wanted) => columns.some(({ name }) => name === wanted));
}
