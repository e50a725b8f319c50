import type { Statement } from 'better-sqlite3';

import type { StoredRequest } from '../domain/captured-request.ts';
import type { Description } from '../domain/describe-webhook.ts';
import type { TimelineWebhook } from '../domain/timeline-webhook.ts';
import type { Db } from '../store/open-database.ts';
import { DIRECTIONS, nameOf } from './message-schema.ts';

/** A webhook of a message as the index has it: what the timeline shows, what links it, and how it is marked. */
export interface MessageWebhook extends TimelineWebhook {
  readonly messageId: string | null;
  readonly groupId: string | null;
  readonly attempt: number | null;
  readonly attempts: number | null;
  readonly contextId: string | null;
  readonly concatRef: string | null;
  readonly concatPart: number | null;
  readonly concatTotal: number | null;
  readonly duplicateOf: number | null;
  readonly outOfOrder: number;
  readonly late: number;
}

export type Described = Pick<Description, 'understanding' | 'links' | 'bodyHash'>;

/** Exactly what is read back once the row is written. */
export function toMessageWebhook(request: StoredRequest, description: Described): MessageWebhook {
  const { understanding, links, bodyHash } = description;
  return {
    id: request.id,
    receivedAt: request.receivedAt,
    sentAt: understanding.sentAt,
    api: understanding.api,
    kind: understanding.kind,
    channel: understanding.channel,
    direction: links.direction,
    from: understanding.from,
    to: understanding.to,
    status: understanding.status,
    errorCode: understanding.errorCode,
    summary: understanding.summary,
    price: links.price,
    currency: links.currency,
    bodyHash,
    messageId: understanding.messageId,
    groupId: links.groupId,
    attempt: links.attempt,
    attempts: links.attempts,
    contextId: links.contextId,
    concatRef: links.concat?.ref ?? null,
    concatPart: links.concat?.part ?? null,
    concatTotal: links.concat?.total ?? null,
    duplicateOf: null,
    outOfOrder: 0,
    late: 0,
  };
}

/** The first webhooks of a message, in the order of arrival. */
export function prepareWebhooksOf(db: Db): Statement<[message: number, limit: number], MessageWebhook> {
  return db.prepare(
    `SELECT id, received_at AS receivedAt, sent_at AS sentAt, api, kind, channel, ${nameOf('direction', DIRECTIONS)} AS direction, sender AS "from",
       recipient AS "to", status, error_code AS errorCode, summary, price, currency, body_hash AS bodyHash,
       message_id AS messageId, group_id AS groupId, attempt, attempts, context_id AS contextId,
       concat_ref AS concatRef, concat_part AS concatPart, concat_total AS concatTotal,
       duplicate_of AS duplicateOf, out_of_order AS outOfOrder, late
     FROM webhooks WHERE message = ? ORDER BY id LIMIT ?`,
  );
}
