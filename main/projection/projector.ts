import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { IdRange } from '../capture/removals.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import { pathOf } from '../domain/captured-request.ts';
import type { Description } from '../domain/describe-webhook.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import { toIndexedText } from '../domain/words.ts';
import type { Db } from '../store/open-database.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { NO_LINKS } from '../../shared/vonage/message-links.ts';
import { VIEW_NUMBERS } from './index-database.ts';
import { MessageIndex } from './message-index.ts';
import { toDirectionNumber } from './message-schema.ts';

export interface Progress {
  /** Highest id of the record that the index has dealt with. */
  readonly upTo: number;
  /** Webhooks that the index holds. */
  readonly stored: number;
  /** Rows went or came back below the newest: lists have to be read again. */
  readonly reread: boolean;
  /** Nothing is left to do. */
  readonly idle: boolean;
}

const BATCH_ROWS = 512;
const BATCH_BODY_BYTES = 16 * 1_024 * 1_024;

interface Change {
  readonly seq: number;
  readonly removal: number;
  readonly action: 'remove' | 'restore';
}

/** Brings the index up to the record, a batch and a transaction at a time. Idempotent: it goes on from its own mark. */
export class Projector {
  readonly #capture: Db;
  readonly #index: Db;
  readonly #insert: (request: StoredRequest, entry: Entry, message: number | null) => void;
  readonly #messages: MessageIndex;
  #upTo = 0;
  #changeSeq = 0;
  #stored = 0;

  constructor(capture: Db, index: Db) {
    this.#capture = capture;
    this.#index = index;
    this.#insert = prepareInsert(index);
    this.#messages = new MessageIndex(index);
    this.#readProgress();
  }

  get progress(): Progress {
    return { upTo: this.#upTo, stored: this.#stored, reread: false, idle: false };
  }

  /** Does one batch of work, or none of it where it throws. */
  step(): Progress {
    const change = this.#nextChange();
    if (change !== undefined) {
      this.#inTransaction(() => this.#apply(change));
      return { ...this.progress, reread: true };
    }
    const batch = this.#nextBatch();
    if (batch.length === 0) return { ...this.progress, idle: true };
    this.#inTransaction(() => this.#project(batch));
    return this.progress;
  }

  #inTransaction(work: () => void): void {
    try {
      this.#index
        .transaction(() => {
          this.#messages.begin();
          work();
          this.#messages.settle();
        })
        .immediate();
    } catch (error) {
      this.#readProgress();
      throw error;
    }
  }

  #readProgress(): void {
    const progress = this.#index
      .prepare<[], { request_id: number; change_seq: number }>('SELECT request_id, change_seq FROM progress')
      .get();
    this.#upTo = progress?.request_id ?? 0;
    this.#changeSeq = progress?.change_seq ?? 0;
    this.#stored = this.#index.prepare<[], number>('SELECT sum(webhooks) FROM view_counts').pluck().get() ?? 0;
  }

  #project(batch: readonly StoredRequest[]): void {
    const lastId = batch.at(-1)?.id ?? this.#upTo;
    const removed = this.#removedAfter(this.#upTo);
    for (const request of batch) {
      if (!removed.some((range) => request.id >= range.first && request.id <= range.last)) this.#add(request);
    }
    this.#index.prepare('UPDATE progress SET request_id = ?').run(lastId);
    this.#upTo = lastId;
  }

  #add(request: StoredRequest): void {
    const entry = describe(request);
    this.#insert(request, entry, this.#messages.add(request, entry));
    this.#stored += 1;
  }

  #apply(change: Change): void {
    const ranges = this.#rangesOf(change.removal);
    for (const range of ranges) {
      if (change.action === 'remove') this.#drop(range);
      else this.#bringBack(range);
    }
    this.#index.prepare('UPDATE progress SET change_seq = ?').run(change.seq);
    this.#changeSeq = change.seq;
  }

  #drop({ first, last }: IdRange): void {
    const lost = this.#index
      .prepare<[number, number], { view: number; webhooks: number }>(
        'SELECT view, count(*) AS webhooks FROM webhooks WHERE id BETWEEN ? AND ? GROUP BY view',
      )
      .all(first, last);
    this.#messages.beforeRemoval(first, last);
    this.#index.prepare('DELETE FROM webhooks_text WHERE rowid BETWEEN ? AND ?').run(first, last);
    this.#index.prepare('DELETE FROM webhooks WHERE id BETWEEN ? AND ?').run(first, last);
    for (const { view, webhooks } of lost) {
      this.#index.prepare('UPDATE view_counts SET webhooks = webhooks - ? WHERE view = ?').run(webhooks, view);
      this.#stored -= webhooks;
    }
  }

  /** Rows that another removal covers as well stay away. */
  #bringBack({ first, last }: IdRange): void {
    const known = this.#index.prepare<[number], number>('SELECT 1 FROM webhooks WHERE id = ?').pluck();
    const rows = this.#capture
      .prepare<[number, number], RequestRow>(
        `SELECT * FROM requests WHERE id BETWEEN ? AND ? AND NOT EXISTS (
           SELECT 1 FROM removed_ranges JOIN removals ON removals.id = removal AND state <> 'restored'
           WHERE requests.id BETWEEN first_id AND last_id)
         ORDER BY id`,
      )
      .iterate(first, Math.min(last, this.#upTo));
    for (const row of rows) {
      if (known.get(row.id) === undefined) this.#add(toStoredRequest(row));
    }
    this.#messages.cameBack();
  }

  #nextChange(): Change | undefined {
    return this.#capture
      .prepare<[number], Change>('SELECT seq, removal, action FROM changes WHERE seq > ? ORDER BY seq LIMIT 1')
      .get(this.#changeSeq);
  }

  #nextBatch(): StoredRequest[] {
    const batch: StoredRequest[] = [];
    let bodyBytes = 0;
    const rows = this.#capture
      .prepare<[number], RequestRow>(`SELECT * FROM requests WHERE id > ? ORDER BY id LIMIT ${BATCH_ROWS}`)
      .iterate(this.#upTo);
    for (const row of rows) {
      batch.push(toStoredRequest(row));
      bodyBytes += row.body.length;
      if (bodyBytes >= BATCH_BODY_BYTES) break;
    }
    return batch;
  }

  #rangesOf(removal: number): IdRange[] {
    return this.#capture
      .prepare<[number], IdRange>('SELECT first_id AS first, last_id AS last FROM removed_ranges WHERE removal = ?')
      .all(removal);
  }

  #removedAfter(id: number): IdRange[] {
    return this.#capture
      .prepare<[number], IdRange>(
        `SELECT first_id AS first, last_id AS last FROM removed_ranges
         JOIN removals ON removals.id = removal AND state <> 'restored' WHERE last_id > ?`,
      )
      .all(id);
  }
}

type Entry = Omit<Description, 'searchText'> & { readonly text: string };

/** Whatever a body does to our code, the webhook gets its row: one that can't be described is shown as unknown. */
function describe(request: StoredRequest): Entry {
  try {
    const { searchText, ...description } = describeWebhook(request);
    return { ...description, text: toIndexedText(searchText()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      understanding: {
        api: 'unknown',
        kind: 'unknown',
        channel: null,
        messageId: null,
        from: null,
        to: null,
        status: null,
        errorCode: null,
        summary: `Could not be read: ${reason}`.slice(0, 200),
        sentAt: null,
        account: null,
      },
      links: NO_LINKS,
      isBad: false,
      bodyHash: null,
      misroutedTo: null,
      verdict: 'unsigned',
      text: '',
    };
  }
}

function prepareInsert(index: Db): (request: StoredRequest, entry: Entry, message: number | null) => void {
  const row = index.prepare(`
    INSERT INTO webhooks (id, view, received_at, api, kind, channel, message_id, sender, recipient, status, error_code,
      summary, sent_at, account, verdict, misrouted_to, method, path, body_bytes, outcome, via, duration_us, answer_status,
      message, direction, price, currency, body_hash, group_id, attempt, attempts, context_id, concat_ref, concat_part,
      concat_total, bad)
    VALUES (${Array.from({ length: 36 }, () => '?').join(', ')})`);
  const words = index.prepare('INSERT INTO webhooks_text (rowid, text) VALUES (?, ?)');
  const count = index.prepare('UPDATE view_counts SET webhooks = webhooks + 1 WHERE view = ?');
  return (request, { understanding, links, isBad, bodyHash, verdict, misroutedTo, text }, message) => {
    const view = VIEW_NUMBERS[findKind(understanding.api, understanding.kind).view];
    row.run(
      request.id,
      view,
      request.receivedAt,
      understanding.api,
      understanding.kind,
      understanding.channel,
      understanding.messageId,
      understanding.from,
      understanding.to,
      understanding.status,
      understanding.errorCode,
      understanding.summary,
      understanding.sentAt,
      understanding.account,
      verdict,
      misroutedTo,
      request.method,
      pathOf(request.target),
      request.body.length,
      request.outcome,
      request.via,
      request.durationUs,
      request.answer.status,
      message,
      toDirectionNumber(links.direction),
      links.price,
      links.currency,
      bodyHash,
      links.groupId,
      links.attempt,
      links.attempts,
      links.contextId,
      links.concat?.ref ?? null,
      links.concat?.part ?? null,
      links.concat?.total ?? null,
      Number(isBad),
    );
    words.run(request.id, text);
    count.run(view);
  };
}
