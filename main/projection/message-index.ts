import type { StoredRequest } from '../domain/captured-request.ts';
import type { Timeline } from '../domain/message-timeline.ts';
import { BADGES, buildTimeline } from '../domain/message-timeline.ts';
import { pairOf } from '../domain/number-pair.ts';
import type { Db } from '../store/open-database.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import type { Family } from './message-schema.ts';
import { FAMILY_NUMBERS } from './message-schema.ts';
import type { Described, MessageWebhook } from './message-webhook.ts';
import { selectWebhooksOf, toMessageWebhook } from './message-webhook.ts';

/** Nothing sane has more webhooks of one message; the rest of a flood is counted, but not put on a timeline. */
export const MOST_STEPS = 500;

interface Touched {
  readonly key: string;
  readonly messageId: string;
  /** What the index says of it so far; null where it is new. */
  readonly before: { readonly webhooks: number } | null;
  /** What came in this transaction, in the order of arrival. */
  readonly came: MessageWebhook[];
  /** Webhooks went, or came back between others: what came is not all that changed. */
  reread: boolean;
}

/**
 * Keeps one row a message up to date with the rows of its webhooks, and marks those among them.
 *
 * Everything of one transaction is gathered and then written once a message: most are new and have one webhook, and
 * then nothing is read back.
 */
export class MessageIndex {
  readonly #db: Db;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #numbers = new Map<string, number>();
  readonly #touched = new Map<number, Touched>();
  #newest = 0;

  constructor(db: Db) {
    this.#db = db;
    this.#statements = prepare(db);
  }

  /** To be called at the start of each transaction: what a failed one has gathered is forgotten. */
  begin(): void {
    this.#numbers.clear();
    this.#touched.clear();
    this.#newest = this.#statements.newest.get() ?? 0;
  }

  /** Takes a webhook in and returns the number of its message, to be stored in its row; null where it is of none. */
  add(request: StoredRequest, description: Described): number | null {
    const { api, messageId } = description.understanding;
    if (messageId === null) return null;
    const key = toMessageKey(api, messageId);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const known = this.#statements.find.get(key);
      number = known?.id ?? (this.#newest += 1);
      this.#numbers.set(key, number);
      this.#touch(number, { key, messageId, before: known ?? null });
    }
    this.#touched.get(number)?.came.push(toMessageWebhook(request, description));
    return number;
  }

  /** Says that the webhooks of this range are about to go. */
  beforeRemoval(first: number, last: number): void {
    for (const number of this.#statements.ofRange.all(first, last)) this.#reread(number);
  }

  /** Says that what was added in this transaction may be older than what the index has. */
  cameBack(): void {
    for (const touched of this.#touched.values()) touched.reread = true;
  }

  /** Writes what the transaction has changed. To be called after the rows of the webhooks are written. */
  settle(): void {
    for (const [number, touched] of this.#touched) this.#settle(number, touched);
    this.#touched.clear();
    this.#numbers.clear();
  }

  #settle(number: number, touched: Touched): void {
    const { before, came, reread } = touched;
    const appended = came.at(-1);
    if (!reread && before !== null && before.webhooks >= MOST_STEPS && appended !== undefined) {
      this.#statements.grow.run(came.length, appended.id, number);
      return;
    }
    const isAllThere = before === null && !reread && came.length <= MOST_STEPS;
    const webhooks = isAllThere ? came : selectWebhooksOf(this.#db, number, MOST_STEPS);
    if (webhooks.length === 0) {
      this.#statements.remove.run(number);
      return;
    }
    const timeline = buildTimeline(webhooks);
    const total = webhooks.length < MOST_STEPS ? undefined : this.#statements.total.get(number);
    this.#write(number, touched, webhooks, { ...timeline, ...total });
    this.#mark(webhooks, timeline);
  }

  #touch(number: number, message: Pick<Touched, 'key' | 'messageId' | 'before'>): void {
    if (!this.#touched.has(number)) this.#touched.set(number, { ...message, came: [], reread: false });
  }

  #reread(number: number): void {
    const known = this.#statements.byNumber.get(number);
    if (known === undefined) return;
    this.#touch(number, { key: known.key, messageId: known.messageId, before: known });
    const touched = this.#touched.get(number);
    if (touched !== undefined) touched.reread = true;
  }

  #write(number: number, { key }: Touched, webhooks: readonly MessageWebhook[], timeline: Timeline): void {
    const first = <T>(pick: (webhook: MessageWebhook) => T | null): T | null =>
      webhooks.map(pick).find((value) => value !== null) ?? null;
    const concat = first((webhook) => (webhook.concatRef === null ? null : webhook));
    const family = familyOf(timeline.api);
    this.#statements.write.run(
      number,
      key,
      webhooks[0]?.messageId ?? key,
      FAMILY_NUMBERS[family],
      timeline.api,
      timeline.direction,
      timeline.channel,
      timeline.from,
      timeline.to,
      timeline.text,
      timeline.state,
      timeline.tone,
      timeline.errorCode,
      timeline.price,
      timeline.currency,
      timeline.webhooks,
      timeline.badges.reduce((bits, badge) => bits | (1 << BADGES.indexOf(badge)), 0),
      timeline.firstAt,
      timeline.lastAt,
      timeline.durationMs,
      timeline.firstId,
      timeline.lastId,
      first(({ groupId }) => groupId),
      first(({ attempt }) => attempt),
      first(({ attempts }) => attempts),
      first(({ contextId }) => contextId),
      concat === null ? null : `${concat.from} ${concat.to} ${concat.concatRef} ${concat.concatTotal}`,
      concat?.concatPart ?? null,
      concat?.concatTotal ?? null,
      family === 'messages' && timeline.direction !== null ? pairOf(timeline.from, timeline.to) : null,
    );
  }

  #mark(webhooks: readonly MessageWebhook[], { steps }: Timeline): void {
    const stored = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
    const mark = (id: number, duplicateOf: number | null, outOfOrder: number, late: number): void => {
      const now = stored.get(id);
      if (now?.duplicateOf === duplicateOf && now.outOfOrder === outOfOrder && now.late === late) return;
      this.#statements.mark.run(duplicateOf, outOfOrder, late, id);
    };
    for (const { webhook, badges, arrivals } of steps) {
      mark(webhook.id, null, Number(badges.includes('out-of-order')), Number(badges.includes('late')));
      for (const { id } of arrivals) if (id !== webhook.id) mark(id, webhook.id, 0, 0);
    }
  }
}

const MESSAGE_APIS = new Set(['messages-v1', 'messages-v0.1', 'dispatch', 'sms']);

function familyOf(api: string): Family {
  if (MESSAGE_APIS.has(api)) return 'messages';
  return api === 'voice' ? 'calls' : 'other';
}

function prepare(db: Db) {
  return {
    newest: db.prepare<[], number | null>('SELECT max(id) FROM messages').pluck(),
    find: db.prepare<[string], { id: number; webhooks: number }>(
      'SELECT id, webhooks FROM messages WHERE message_key = ?',
    ),
    byNumber: db.prepare<[number], { key: string; messageId: string; webhooks: number }>(
      'SELECT message_key AS key, message_id AS messageId, webhooks FROM messages WHERE id = ?',
    ),
    ofRange: db
      .prepare<[number, number], number>(
        'SELECT DISTINCT message FROM webhooks WHERE id BETWEEN ? AND ? AND message IS NOT NULL',
      )
      .pluck(),
    total: db.prepare<[number], { webhooks: number; lastId: number }>(
      'SELECT count(*) AS webhooks, max(id) AS lastId FROM webhooks WHERE message = ?',
    ),
    grow: db.prepare('UPDATE messages SET webhooks = webhooks + ?, last_id = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM messages WHERE id = ?'),
    mark: db.prepare('UPDATE webhooks SET duplicate_of = ?, out_of_order = ?, late = ? WHERE id = ?'),
    write: db.prepare(`
      INSERT OR REPLACE INTO messages (id, message_key, message_id, family, api, direction, channel, sender, recipient,
        text, state, tone, error_code, price, currency, webhooks, badges, first_at, last_at, duration_ms, first_id,
        last_id, group_id, attempt, attempts, context_id, concat_key, concat_part, concat_total, pair)
      VALUES (${Array.from({ length: 30 }, () => '?').join(', ')})`),
  };
}
