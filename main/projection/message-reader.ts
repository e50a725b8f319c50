import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { LONGEST_JOIN_MS, missingParts, partsOfText } from '../domain/joined-text.ts';
import { BADGES, buildTimeline } from '../domain/message-timeline.ts';
import type { Step } from '../domain/timeline-step.ts';
import type { Db } from '../store/open-database.ts';
import type { MessageDetail, MessageQuery, MessageRow } from '../../shared/contract.ts';
import { partText, toMessageKey } from '../../shared/vonage/message-links.ts';
import { toFullTextQuery } from './full-text-query.ts';
import { MOST_STEPS } from './message-index.ts';
import { readLinksOf } from './message-neighbours.ts';
import type { Keyed } from './message-row.ts';
import { hashOfKey, KEYED_COLUMNS, keyOf } from './message-row.ts';
import { FAMILY_NUMBERS } from './message-schema.ts';
import { prepareWebhooksOf } from './message-webhook.ts';

type Stored = Omit<MessageRow, 'badges'> & { readonly badges: number };

const ROW = `
  message_rows.id, message_id AS messageId, api, direction, channel, sender AS "from", recipient AS "to", text, state, tone,
  error_code AS errorCode, price, currency, webhooks, badges, first_at AS firstAt, last_at AS lastAt,
  duration_ms AS durationMs, first_id AS firstId, last_id AS lastId, attempt, attempts, context_id AS contextId,
  concat_part AS part, concat_total AS parts`;

/** Reads messages: their list, and all that is known of one. */
export class MessageReader {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The numbers of the messages, the one with the latest webhook last. `upTo` is the `after` of the next call. */
  ids({ family, search, after }: MessageQuery): { ids: Uint32Array; upTo: number } {
    return this.#db.transaction(() => {
      const upTo = this.#db.prepare<[], number>('SELECT request_id FROM progress').pluck().get() ?? 0;
      const words = toFullTextQuery(search);
      if (words === null && search.trim() !== '') return { ids: new Uint32Array(0), upTo };
      const ids = this.#db
        .prepare<object, number>(words === null ? ALL : FOUND)
        .pluck()
        .all({ family: FAMILY_NUMBERS[family], after, words });
      return { ids: Uint32Array.from(ids), upTo };
    })();
  }

  /** The rows of these numbers, in their order; messages that are gone are left out. */
  rows(ids: readonly number[]): MessageRow[] {
    return this.#db
      .prepare<[string], Stored>(
        `SELECT ${ROW} FROM json_each(?) AS wanted JOIN message_rows ON message_rows.id = wanted.value ORDER BY wanted.key`,
      )
      .all(JSON.stringify(ids))
      .map(toRow);
  }

  /** A message by its id, as any webhook writes it. */
  get(messageId: string): MessageDetail | null {
    const row = this.#byId(messageId);
    return row === null ? null : this.#detail(row);
  }

  /** The message that a webhook speaks of. */
  ofWebhook(id: number): MessageDetail | null {
    const message = this.#db.prepare<[number], number | null>('SELECT message FROM webhooks WHERE id = ?').pluck();
    const [row] = this.rows([message.get(id) ?? 0]);
    return row === undefined ? null : this.#detail(row);
  }

  /** Legs of calls are the only ids that are written in more than one way. */
  #byId(messageId: string): MessageRow | null {
    const find = this.#db.prepare<[number], Keyed & { readonly id: number }>(
      `SELECT id, ${KEYED_COLUMNS} FROM message_rows WHERE key_hash = ?`,
    );
    for (const key of [messageId, toMessageKey('voice', messageId)]) {
      const found = find.all(hashOfKey(key)).find((message) => keyOf(message) === key);
      const [row] = this.rows([found?.id ?? 0]);
      if (row !== undefined) return row;
    }
    return null;
  }

  #detail(row: MessageRow): MessageDetail {
    return this.#db.transaction(() => {
      const webhooks = prepareWebhooksOf(this.#db).all(row.id, MOST_STEPS);
      const steps = buildTimeline(webhooks).steps.map(toStep);
      const near = (sql: string, ...values: readonly unknown[]): MessageRow[] =>
        this.#db
          .prepare<unknown[], Stored>(`SELECT ${ROW} ${sql}`)
          .all(...values)
          .map(toRow);
      return {
        row,
        steps,
        longText: this.#longText(row, near),
        ...readLinksOf(this.#db, row, near, this.#byId.bind(this)),
      };
    })();
  }

  #longText(row: MessageRow, near: Near): MessageDetail['longText'] {
    if (row.part === null) return null;
    const candidates = near(PARTS, row.id, row.firstAt - 2 * LONGEST_JOIN_MS, row.firstAt + 2 * LONGEST_JOIN_MS);
    const parts = partsOfText(row.messageId, candidates.map(toPart));
    return {
      text: parts.map(({ row: { firstId } }) => this.#textOf(firstId)).join(''),
      total: row.parts ?? 0,
      parts: parts.map(({ part, row: of }) => ({ part, messageId: of.messageId, webhookId: of.firstId })),
      missing: missingParts(parts),
    };
  }

  #textOf(webhook: number): string {
    const stored = this.#db.prepare<[number], RequestRow>('SELECT * FROM capture.requests WHERE id = ?').get(webhook);
    if (stored === undefined) return '';
    const { parameters } = decodePayload(toStoredRequest(stored));
    return parameters.type === 'parameters' ? partText(parameters.payload) : '';
  }
}

/** Reads rows by the end of a query. */
export type Near = (sql: string, ...values: readonly unknown[]) => MessageRow[];

const ALL = 'SELECT id FROM messages WHERE family = @family AND last_id > @after ORDER BY last_id';
const FOUND = `
  SELECT id FROM messages WHERE family = @family AND last_id > @after AND id IN (
    SELECT message FROM webhooks_text JOIN webhooks ON webhooks.id = webhooks_text.rowid
    WHERE webhooks_text MATCH @words AND message IS NOT NULL)
  ORDER BY last_id`;
const PARTS = `
  FROM message_rows WHERE concat_key = (SELECT concat_key FROM messages WHERE id = ?) AND first_at BETWEEN ? AND ?
  ORDER BY first_at LIMIT 1000`;

function toRow({ badges, ...row }: Stored): MessageRow {
  return { ...row, badges: BADGES.filter((_, bit) => (badges & (1 << bit)) !== 0) };
}

function toPart(row: MessageRow) {
  return { row, messageId: row.messageId, part: row.part ?? 0, total: row.parts ?? 0, sentAt: row.firstAt };
}

function toStep({ webhook, ...step }: Step): MessageDetail['steps'][number] {
  const { id, receivedAt, sentAt, api, kind, channel, status, errorCode, summary, price, currency } = webhook;
  return {
    webhookId: id,
    receivedAt,
    sentAt,
    api,
    kind,
    channel,
    status,
    errorCode,
    summary,
    price,
    currency,
    tone: step.tone,
    latencyMs: step.latencyMs,
    delayMs: step.delayMs,
    badges: [...step.badges],
    missing: [...step.missing],
    arrivals: [...step.arrivals],
  };
}
