import { existsSync } from 'node:fs';

import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import { RemovedRanges } from '../capture/removed-ranges.ts';
import type { DataFolder } from '../data-folder.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import { matchesWords } from '../domain/match-words.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';
import type { Reason, Verdict } from '../../shared/signature.ts';
import { AppError } from '../../shared/reply.ts';

/** What the index says of a signature. */
export interface Judged {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

export interface Exported {
  readonly request: StoredRequest;
  /** As the index has it; null where the index has not seen the webhook yet. */
  readonly judged: Judged | null;
}

export interface RecordReader {
  /** The next webhooks with `after < id <= upTo`, oldest first; empty at the end. */
  page(after: number, upTo: number): Exported[];
  close(): void;
}

/** Few enough that the record's log can be checkpointed between two reads while the app is writing. */
const PAGE_ROWS = 500;
const PAGE_BODY_BYTES = 32 * 1_024 * 1_024;

/** Every stored webhook that has the filter's words, oldest first, without loading them all. */
export function* exportWebhooks(folder: DataFolder, filter: string): Generator<Exported> {
  const reader = openRecord(folder);
  try {
    let after = 0;
    for (let page = reader.page(after, Number.MAX_SAFE_INTEGER); page.length > 0;) {
      for (const exported of page) {
        if (filter === '' || matchesWords(describeWebhook(exported.request).searchText(), filter)) yield exported;
      }
      after = page.at(-1)?.request.id ?? after;
      page = reader.page(after, Number.MAX_SAFE_INTEGER);
    }
  } finally {
    reader.close();
  }
}

/** Reads the record itself, beside a running app, so it also has what the index has not followed yet. */
export function openRecord(folder: DataFolder): RecordReader {
  if (!existsSync(folder.capture)) {
    throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  }
  const db = openReadOnly(folder.capture);
  const hasIndex = existsSync(folder.index) && attachIndex(db, folder.index);
  const rows = db.prepare<[number, number], RequestRow & { verdict: Verdict | null; reason: Reason | null }>(
    `SELECT requests.*, ${hasIndex ? 'verdict, reason' : 'NULL AS verdict, NULL AS reason'} FROM requests
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
        page.push({ request: toStoredRequest(row), judged });
        bodyBytes += row.body.length;
        if (page.length === PAGE_ROWS || bodyBytes > PAGE_BODY_BYTES) break;
      }
      return page;
    },
    close: () => db.close(),
  };
}

/** False where another version of the app wrote it: an index that was made before a column must not end an export. */
function attachIndex(db: Db, file: string): boolean {
  db.prepare('ATTACH ? AS projection').run(file);
  const columns = db.pragma('projection.table_info(webhooks)') as { name: string }[];
  return ['verdict', 'reason'].every((wanted) => columns.some(({ name }) => name === wanted));
}
