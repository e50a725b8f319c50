import type { StoredRequest } from '../domain/captured-request.ts';
import { pathOf } from '../domain/captured-request.ts';
import type { Db } from '../store/open-database.ts';
import { canTrip } from '../../shared/vonage/finding.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { VIEW_NUMBERS } from './index-database.ts';
import type { Entry } from './make-entry.ts';
import { toDirectionNumber } from './message-schema.ts';
import type { Shapes } from './shapes.ts';

/** Writes the row of a webhook, its text and its count. */
export function insertWebhooks(
  index: Db,
  shapes: Shapes,
): (request: StoredRequest, entry: Entry, message: number | null) => void {
  const row = index.prepare(`
    INSERT INTO webhooks (id, view, received_at, api, kind, channel, message_id, sender, recipient, status, error_code,
      summary, sent_at, account, verdict, misrouted_to, method, path, body_bytes, outcome, via, duration_us, answer_status,
      message, direction, price, currency, body_hash, group_id, attempt, attempts, context_id, concat_ref, concat_part,
      concat_total, bad, reason, signed_at, findings, can_trip, shape)
    VALUES (${Array.from({ length: 41 }, () => '?').join(', ')})`);
  const words = index.prepare('INSERT INTO webhooks_text (rowid, text) VALUES (?, ?)');
  const count = index.prepare('UPDATE view_counts SET webhooks = webhooks + 1 WHERE view = ?');
  return (request, { understanding, links, isBad, bodyHash, verification, misroutedTo, findings, text }, message) => {
    const view = VIEW_NUMBERS[findKind(understanding.api, understanding.kind).view];
    const { api, kind, channel, status, errorCode } = understanding;
    // The payload of a signed webhook names no account: its token does.
    const account = verification.account ?? understanding.account;
    const isMisrouted = misroutedTo !== null;
    const isIncomplete = request.outcome !== 'complete';
    const isTripping = findings.some(canTrip);
    const shape = shapes.numberOf([
      view,
      api,
      kind,
      channel,
      status,
      errorCode,
      account,
      request.via,
      request.answer.status,
      Number(understanding.messageId !== null),
      Number(findings.length > 0),
      Number(isMisrouted),
      Number(isIncomplete),
      Number(isBad || isTripping || isMisrouted || isIncomplete),
    ]);
    row.run(
      request.id,
      view,
      request.receivedAt,
      api,
      kind,
      channel,
      understanding.messageId,
      understanding.from,
      understanding.to,
      status,
      errorCode,
      understanding.summary,
      understanding.sentAt,
      account,
      verification.verdict,
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
      verification.reason,
      verification.signedAt,
      findings.length,
      Number(isTripping),
      shape,
    );
    words.run(request.id, text);
    count.run(view);
  };
}
