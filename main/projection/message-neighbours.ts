import { answeredBy, repliesTo, REPLY_WINDOW_MS } from '../domain/replies.ts';
import type { Db } from '../store/open-database.ts';
import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { toFullTextQuery } from './full-text-query.ts';

type Links = Pick<MessageDetail, 'replies' | 'replyTo' | 'group'>;
type Near = (sql: string, ...values: readonly unknown[]) => MessageRow[];

/** As many webhooks between the same two, before and after, are looked at for answers. */
const MOST_WEBHOOKS_NEAR = 200;
const MOST_LINKED = 100;

/** The messages that one is linked with: what it answers, what answers it, the other attempts or legs. */
export function readLinksOf(db: Db, row: MessageRow, near: Near, byId: (id: string) => MessageRow | null): Links {
  const named = near(`FROM message_rows WHERE context_id = ? ORDER BY first_at LIMIT ${MOST_LINKED}`, row.messageId);
  const context = row.contextId === null ? null : byId(row.contextId);
  const candidates = new Map(named.map((message) => [message.id, message]));
  if (context !== null) candidates.set(context.id, context);
  for (const message of between(db, row, near)) candidates.set(message.id, message);
  candidates.delete(row.id);
  const others = [...candidates.values()];
  return {
    replyTo: answeredBy(row, others),
    replies: row.direction === 'outbound' ? repliesTo(row, others).slice(0, MOST_LINKED) : [],
    group: near(GROUP, row.id),
  };
}

/**
 * Messages between the same two around this one. Full text finds both numbers in both directions, and so no index of
 * number pairs has to be kept.
 */
function between(db: Db, row: MessageRow, near: Near): MessageRow[] {
  const words = row.from === null || row.to === null ? null : toFullTextQuery(`${row.from} ${row.to}`);
  if (words === null || row.direction === null) return [];
  const numbers = [BEFORE, AFTER].flatMap((sql) =>
    db.prepare<object, number>(sql).pluck().all({ words, id: row.firstId, limit: MOST_WEBHOOKS_NEAR }),
  );
  const [from, until] = [row.firstAt - REPLY_WINDOW_MS, row.firstAt + REPLY_WINDOW_MS];
  return near(
    `FROM json_each(?) AS wanted JOIN message_rows ON message_rows.id = wanted.value
     WHERE first_at BETWEEN ? AND ? AND family = 1 ORDER BY first_at`,
    JSON.stringify([...new Set(numbers)]),
    from,
    until,
  );
}

const around = (side: string): string => `
  SELECT message FROM webhooks_text JOIN webhooks ON webhooks.id = webhooks_text.rowid
  WHERE webhooks_text MATCH @words AND ${side} LIMIT @limit`;
const BEFORE = around('webhooks_text.rowid < @id AND message IS NOT NULL ORDER BY webhooks_text.rowid DESC');
const AFTER = around('webhooks_text.rowid > @id AND message IS NOT NULL ORDER BY webhooks_text.rowid');

const GROUP = `
  FROM message_rows WHERE group_id = (SELECT group_id FROM messages WHERE id = ?)
  ORDER BY attempt, first_at, message_id LIMIT ${MOST_LINKED}`;
