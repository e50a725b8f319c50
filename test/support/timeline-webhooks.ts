import type { TimelineWebhook } from '../../main/domain/timeline-webhook.ts';

/** `09:30:00` of the day of the samples. */
export const SENT_AT = Date.UTC(2025, 0, 15, 9, 30);

/** An SMS status of Messages v1, but for what the test is about. Received half a second after it was sent. */
export function aTimelineWebhook(fields: Partial<TimelineWebhook> = {}): TimelineWebhook {
  const { id = 1, sentAt = SENT_AT } = fields;
  return {
    id,
    receivedAt: ((sentAt ?? SENT_AT) + 500) * 1_000,
    sentAt,
    api: 'messages-v1',
    kind: 'message-status',
    channel: 'sms',
    direction: 'outbound',
    from: '447700900000',
    to: '447700900001',
    status: 'submitted',
    errorCode: null,
    summary: fields.status ?? 'submitted',
    price: null,
    currency: null,
    bodyHash: null,
    ...fields,
  };
}

/** Statuses in the order of arrival: a name and the second at which Vonage says that it happened. */
export function statuses(
  told: readonly (readonly [status: string, second: number | null])[],
  fields: Partial<TimelineWebhook> = {},
): TimelineWebhook[] {
  return told.map(([status, second], index) =>
    aTimelineWebhook({
      ...(second === null ? { sentAt: null, bodyHash: `body of ${index}` } : { sentAt: SENT_AT + second * 1_000 }),
      ...fields,
      id: index + 1,
      status,
    }),
  );
}
