import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { LONGEST_JOIN_MS, missingParts, partsOfText } from '../domain/joined-text.ts';
import { BADGES, buildTimeline } from '../domain/message-timeline.ts';
import type { Step } from '../domain/timeline-step.ts';
import type { Db } from '../store/open-database.ts';
import type { ListedMessage, MessageDetail, MessageQuery, MessageRow } from '../../shared/contract.ts';
import { partText, toMessageKey } from '../../shared/vonage/message-links.ts';
import { MOST_STEPS } from './message-index.ts';
import { readLinksOf } from './message-neighbours.ts';
import { toMessageQuery } from './message-query.ts';
import type { Keyed } from './message-row.ts';
import { hashOfKey, KEYED_COLUMNS, keyOf } from './message-row.ts';
import { FAMILIES, FAMILY_NUMBERS } from './message-schema.ts';
import { prepareWebhooksOf } from './message-webhook.ts';

type Stored = Omit<MessageRow, 'badges' | 'family'> & { readonly badges: number; readonly family: number };

const ROW = `
  message_rows.id, message_id AS messageId, family, api, direction, channel, sender AS "from", recipient AS "to", text, state, tone,
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
      const { sql, parameters } = toMessageQuery(search, after);
      const ids = this.#db
        .prepare<object, number>(sql)
        .pluck()
        .all({ family: FAMILY_NUMBERS[family], ...parameters });
      return { ids: Uint32Array.from(ids), upTo };
    })();
  }

  /** The rows of these numbers, in their order; messages that are gone are left out. */
  rows(ids: readonly number[]): ListedMessage[] {
    return this.#db.transaction(() => {
      const rows = this.#db
        .prepare<[string], Stored & Pick<ListedMessage, 'receivedAt'>>(
          `SELECT ${ROW}, (SELECT received_at FROM webhooks WHERE webhooks.id = last_id) AS receivedAt
           FROM json_each(?) AS wanted JOIN message_rows ON message_rows.id = wanted.value ORDER BY wanted.key`,
        )
        .all(JSON.stringify(ids));
      return rows.map(({ receivedAt, ...stored }) => {
        const row = toRow(stored);
        return { ...row, receivedAt, missingParts: missingParts(this.#partsWith(row)).length };
      });
    })();
  }

  /** A message by its id, as any webhook writes it. */
  get(messageId: string): MessageDetail | null {
    const row = this.#byId(messageId);
    return row === null ? null : this.#detail(row);
  }

  /** The message that a webhook speaks of. */
  ofWebhook(id: number): MessageDetail | null {
    const message = this.#db.prepare<[number], number | null>('SELECT message FROM webhooks WHERE id = ?').pluck();
    const row = this.#byNumber(message.get(id) ?? 0);
    return row === null ? null : this.#detail(row);
  }

  /** Legs of calls are the only ids that are written in more than one way. */
  #byId(messageId: string): MessageRow | null {
    const find = this.#db.prepare<[number], Keyed & { readonly id: number }>(
      `SELECT id, ${KEYED_COLUMNS} FROM message_rows WHERE key_hash = ?`,
    );
    for (const key of [messageId, toMessageKey('voice', messageId)]) {
      const found = find.all(hashOfKey(key)).find((message) => keyOf(message) === key);
      const row = this.#byNumber(found?.id ?? 0);
      if (row !== null) return row;
    }
    return null;
  }

  #byNumber(id: number): MessageRow | null {
    return this.#near('FROM message_rows WHERE id = ?', id)[0] ?? null;
  }

  /** Reads rows by the end of a query. */
  readonly #near: Near = (sql, ...values) =>
    this.#db
      .prepare<unknown[], Stored>(`SELECT ${ROW} ${sql}`)
      .all(...values)
      .map(toRow);

  #detail(row: MessageRow): MessageDetail {
    return this.#db.transaction(() => {
      const webhooks = prepareWebhooksOf(this.#db).all(row.id, MOST_STEPS);
      const steps = buildTimeline(webhooks).steps.map(toStep);
      return {
        row,
        steps,
        longText: this.#longText(row),
        ...readLinksOf(this.#db, row, this.#near, this.#byId.bind(this)),
      };
    })();
  }

  /** All parts of the long text that a message is a part of, as far as they have come; none where it is of none. */
  #partsWith(row: MessageRow): ReturnType<typeof toPart>[] {
    if (row.part === null) return [];
    const candidates = this.#near(PARTS, row.id, row.firstAt - 2 * LONGEST_JOIN_MS, row.firstAt + 2 * LONGEST_JOIN_MS);
    return partsOfText(row.messageId, candidates.map(toPart));
  }

  #longText(row: MessageRow): MessageDetail['longText'] {
    if (row.part === null) return null;
    const parts = this.#partsWith(row);
    const texts = Array.from({ length: row.parts ?? 0 }, (_, index) => {
      const there = parts.find(({ part }) => part === index + 1);
      return there === undefined ? ` [part ${index + 1} is missing] ` : this.#textOf(there.row.firstId);
    });
    return {
      text: texts.join(''),
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

type Near = (sql: string, ...values: readonly unknown[]) => MessageRow[];

const PARTS = `
  FROM message_rows WHERE concat_key = (SELECT concat_key FROM messages WHERE id = ?) AND first_at BETWEEN ? AND ?
  ORDER BY first_at LIMIT 1000`;

function toRow({ badges, family, ...row }: Stored): MessageRow {
  return {
    ...row,
    family: FAMILIES[family] ?? 'other',
    badges: BADGES.filter((_, bit) => (badges & (1 << bit)) !== 0),
  };
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
