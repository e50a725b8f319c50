import type { StatusExplanation, Statuses } from './status-explanation.ts';
import { explainRtcType } from './statuses/conversation.ts';
import { meetingsEvents } from './statuses/meetings.ts';
import { finalReportStatuses, messageStatuses, shortMessageStatuses } from './statuses/messages.ts';
import { insightStatuses } from './statuses/number-insight.ts';
import { reportStatuses } from './statuses/reports.ts';
import { receiptStatuses } from './statuses/sms.ts';
import { verifyEventStatuses, verifySummaryStatuses } from './statuses/verify.ts';
import { archiveStatuses, sessionEvents } from './statuses/video.ts';
import { callStatuses, paymentStatuses, transcriptionStatuses } from './statuses/voice.ts';
import type { Understanding } from './understanding.ts';

const SHORT_MESSAGES = new Set(['sms', 'mms']);

const statusesByKind: ReadonlyMap<string, Statuses> = new Map([
  ['messages-v1/message-status', messageStatuses],
  ['messages-v0.1/message-status', messageStatuses],
  ['dispatch/message-status', messageStatuses],
  ['dispatch/final-report', finalReportStatuses],
  ['sms/delivery-receipt', receiptStatuses],
  ['voice/call-event', callStatuses],
  ['voice/fallback', callStatuses],
  ['voice/payment', paymentStatuses],
  ['voice/transcription', transcriptionStatuses],
  ['verify-v2/verify-event', verifyEventStatuses],
  ['verify-v2/verify-summary', verifySummaryStatuses],
  ['number-insight/insight-advanced-async', insightStatuses],
  ['reports/report-finished', reportStatuses],
  ['video/archive-status', archiveStatuses],
  ['video/session-monitoring', sessionEvents],
  ['meetings/meetings-event', meetingsEvents],
]);

/** What the status of a webhook means; null where it has none, or one that we do not know. Case does not matter. */
export function explainStatus(
  webhook: Pick<Understanding, 'api' | 'kind' | 'channel' | 'status'>,
): StatusExplanation | null {
  const status = webhook.status?.toLowerCase();
  if (status === undefined) return null;
  if (webhook.kind === 'rtc-event') return explainRtcType(status);
  const statuses = statusesByKind.get(`${webhook.api}/${webhook.kind}`);
  const isShort = statuses === messageStatuses && SHORT_MESSAGES.has(webhook.channel?.toLowerCase() ?? '');
  return (isShort ? shortMessageStatuses : statuses)?.get(status) ?? null;
}
