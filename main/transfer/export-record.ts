import type { StoredRequest } from '../domain/captured-request.ts';
import { pathOf, queryOf } from '../domain/captured-request.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import { NO_CHECKS } from '../signature/checks.ts';
import { verifyWebhook } from '../signature/verify-webhook.ts';
import type { Judged } from './export-webhooks.ts';
import { toPairs } from '../projection/reader.ts';

/**
 * One webhook as a line of JSON Lines. Names are part of the command line's promise: add, never rename.
 * `receivedAt` is ISO 8601 with microseconds; `bodyBase64` holds the bytes exactly as received.
 */
export function toExportRecord(request: StoredRequest, judged: Judged | null, note: string | null = null) {
  const decoded = decodePayload(request);
  const { understanding, misroutedTo } = describeWebhook(request, decoded);
  // What the index has not seen yet is judged without any secret.
  const { verdict, reason } =
    judged ?? verifyWebhook(request, decoded.parameters, NO_CHECKS.keyRing, NO_CHECKS.settings);
  return {
    id: request.id,
    receivedAt: toIsoMicros(request.receivedAt),
    method: request.method,
    path: pathOf(request.target),
    query: queryOf(request.target),
    httpVersion: request.httpVersion,
    headers: toPairs(request.rawHeaders),
    bodyBase64: Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString('base64'),
    bodyBytes: request.body.length,
    announcedBytes: request.announcedBytes,
    outcome: request.outcome,
    api: understanding.api,
    kind: understanding.kind,
    channel: understanding.channel,
    messageId: understanding.messageId,
    from: understanding.from,
    to: understanding.to,
    status: understanding.status,
    errorCode: understanding.errorCode,
    summary: understanding.summary,
    sentAt: understanding.sentAt === null ? null : new Date(understanding.sentAt).toISOString(),
    misroutedTo,
    verdict,
    reason,
    via: request.via,
    remote: request.remote,
    durationUs: request.durationUs,
    answerStatus: request.answer.status,
    answerRule: request.answer.rule,
    note,
  };
}

function toIsoMicros(us: number): string {
  const ms = Math.floor(us / 1_000);
  return new Date(ms).toISOString().replace('Z', `${String(us - ms * 1_000).padStart(3, '0')}Z`);
}
