import type { TimelineWebhook } from './timeline-webhook.ts';

type Repeatable = Pick<TimelineWebhook, 'api' | 'kind' | 'channel' | 'status' | 'errorCode' | 'sentAt' | 'bodyHash'>;

const INBOUND_KINDS = new Set(['inbound-message', 'inbound-sms']);
const STATE_KINDS = new Set(['message-status', 'delivery-receipt', 'call-event', 'verify-event']);

/**
 * Equal for two webhooks of one message that say the same (vonage-webhooks, 2.4): Vonage sends a webhook again until
 * it is accepted. Never by the signature: nobody has confirmed whether a repetition has a new one.
 */
export function repeatKey(webhook: Repeatable): string {
  const { api, kind, channel, status, errorCode, sentAt, bodyHash } = webhook;
  if (INBOUND_KINDS.has(kind)) return `${api} ${kind}`;
  if (needsBodyHash(webhook)) return `${api} ${kind} #${bodyHash}`;
  const detail = kind === 'delivery-receipt' ? errorCode : kind === 'verify-event' ? channel : null;
  return `${api} ${kind} ${status} ${sentAt} ${detail}`;
}

/** Whether only its body can tell a repetition of such a webhook from another one. */
export function needsBodyHash({ kind, status, sentAt }: Omit<Repeatable, 'bodyHash'>): boolean {
  return !INBOUND_KINDS.has(kind) && (!STATE_KINDS.has(kind) || status === null || sentAt === null);
}
