import type { StoredRequest } from '../domain/captured-request.ts';
import type { Timeline } from '../domain/message-timeline.ts';
import { buildTimeline } from '../domain/message-timeline.ts';
import type { Db } from '../store/open-database.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import type { Keyed, LookedUp } from './message-row.ts';
import { hashOfKey, keyOf, LOOKED_UP_COLUMNS, lookedUpBy, prepareMessageWrites, toldBy } from './message-row.ts';
import type { Described, MessageWebhook } from './message-webhook.ts';
import { prepareWebhooksOf, toMessageWebhook } from './message-webhook.ts';

/** Nothing sane has more webhooks of one message; the rest of a flood is counted, but not put on a timeline. */
export const MOST_STEPS = 500;

interface Known extends LookedUp {
  readonly id: number;
  readonly firstId: number;
  readonly webhooks: number;
}

interface Touched {
  readonly key: string;
  /** What the index says of it so far; null where it is new. */
  readonly before: Known | null;
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
  readonly #statements: ReturnType<typeof prepare>;
  readonly #numbers = new Map<string, number>();
  readonly #touched = new Map<number, Touched>();
  #newest = 0;
  #lowestMarked = Infinity;

  constructor(db: Db) {
    this.#statements = prepare(db);
  }

  /** To be called at the start of each transaction: what a failed one has gathered is forgotten. */
  begin(): void {
    this.#numbers.clear();
    this.#touched.clear();
    this.#lowestMarked = Infinity;
    this.#newest = this.#statements.newest.get() ?? 0;
  }

  /** The lowest id of the webhooks that this transaction has marked otherwise than before, its own among them. */
  get lowestMarked(): number {
    return this.#lowestMarked;
  }

  /** Takes a webhook in and returns the number of its message, to be stored in its row; null where it is of none. */
  add(request: StoredRequest, description: Described): number | null {
    const { api, messageId } = description.understanding;
    if (messageId === null) return null;
    const key = toMessageKey(api, messageId);
    const number = this.#numbers.get(key) ?? this.#meet(key);
    this.#touched.get(number)?.came.push(toMessageWebhook(request, description));
    return number;
  }

  /** Says that the webhooks of this range are about to go. */
  beforeRemoval(first: number, last: number): void {
    for (const number of this.#statements.ofRange.all(first, last)) {
      const known = this.#touched.has(number) ? undefined : this.#statements.byNumber.get(number);
      const key = known === undefined ? null : this.#keyOf(known);
      if (known !== undefined && key !== null) this.#touch(number, key, known);
      this.#reread(this.#touched.get(number));
    }
  }

  /** Says that what was added in this transaction may be older than what the index has. */
  cameBack(): void {
    for (const touched of this.#touched.values()) this.#reread(touched);
  }

  /** Writes what the transaction has changed. To be called after the rows of the webhooks are written. */
  settle(): void {
    for (const [number, touched] of this.#touched) this.#settle(number, touched);
    this.#touched.clear();
    this.#numbers.clear();
  }

  /** Asked for apart: a join costs each webhook several times as much, and most are of a new message. */
  #keyOf({ firstId }: Known): string | null {
    const first = this.#statements.keyed.get(firstId);
    return first === undefined ? null : keyOf(first);
  }

  #meet(key: string): number {
    const known = this.#statements.byKey.all(hashOfKey(key)).find((message) => this.#keyOf(message) === key);
    if (known === undefined) this.#newest += 1;
    const number = known?.id ?? this.#newest;
    this.#touch(number, key, known ?? null);
    return number;
  }

  #touch(number: number, key: string, before: Known | null): void {
    this.#numbers.set(key, number);
    this.#touched.set(number, { key, before, came: [], reread: false });
  }

  #reread(touched: Touched | undefined): void {
    if (touched !== undefined) touched.reread = true;
  }

  #settle(number: number, { key, before, came, reread }: Touched): void {
    const newest = came.at(-1);
    if (!reread && before !== null && before.webhooks >= MOST_STEPS && newest !== undefined) {
      this.#statements.grow.run(came.length, newest.id, number);
      return;
    }
    const isAllHere = before === null && came.length <= MOST_STEPS;
    const webhooks = isAllHere ? came : this.#statements.webhooksOf.all(number, MOST_STEPS);
    if (webhooks.length === 0) {
      this.#statements.remove.run(number);
      return;
    }
    const timeline = buildTimeline(webhooks);
    const total = webhooks.length < MOST_STEPS ? undefined : this.#statements.total.get(number);
    const found = lookedUpBy(webhooks, timeline);
    const told = toldBy(webhooks, { ...timeline, ...total });
    if (before === null) this.#statements.writes.insert(number, key, found, told);
    else this.#statements.writes.update(number, before, found, told);
    if (webhooks.length > 1) this.#mark(webhooks, timeline);
    else if (before !== null) this.#mark(webhooks, timeline);
  }

  #mark(webhooks: readonly MessageWebhook[], { steps }: Timeline): void {
    const stored = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
    const mark = (id: number, duplicateOf: number | null, outOfOrder: number, late: number): void => {
      const now = stored.get(id);
      if (now?.duplicateOf === duplicateOf && now.outOfOrder === outOfOrder && now.late === late) return;
      this.#statements.mark.run(duplicateOf, outOfOrder, late, id);
      this.#lowestMarked = Math.min(this.#lowestMarked, id);
    };
    for (const { webhook, badges, arrivals } of steps) {
      mark(webhook.id, null, Number(badges.includes('out-of-order')), Number(badges.includes('late')));
      for (const { id } of arrivals) if (id !== webhook.id) mark(id, webhook.id, 0, 0);
    }
  }
}

function prepare(db: Db) {
  const known = `SELECT id, first_id AS firstId, webhooks, ${LOOKED_UP_COLUMNS} FROM messages`;
  return {
    newest: db.prepare<[], number | null>('SELECT max(id) FROM messages').pluck(),
    byKey: db.prepare<[number], Known>(`${known} WHERE key_hash = ?`),
    keyed: db.prepare<[number], Keyed>('SELECT api AS firstApi, message_id AS messageId FROM webhooks WHERE id = ?'),
    byNumber: db.prepare<[number], Known>(`${known} WHERE id = ?`),
    ofRange: db
      .prepare<[number, number], number>(
        'SELECT DISTINCT message FROM webhooks WHERE id BETWEEN ? AND ? AND message IS NOT NULL',
      )
      .pluck(),
    webhooksOf: prepareWebhooksOf(db),
    total: db.prepare<[number], { webhooks: number; lastId: number }>(
      'SELECT count(*) AS webhooks, max(id) AS lastId FROM webhooks WHERE message = ?',
    ),
    grow: db.prepare('UPDATE messages SET webhooks = webhooks + ?, last_id = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM messages WHERE id = ?'),
    mark: db.prepare('UPDATE webhooks SET duplicate_of = ?, out_of_order = ?, late = ? WHERE id = ?'),
    writes: prepareMessageWrites(db),
  };
}
