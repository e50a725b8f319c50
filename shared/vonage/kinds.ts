import type { KindDefinition } from './kind-definition.ts';
import { accountUrlProbe } from './kinds/account-url-probe.ts';
import { conversationRtcEvent } from './kinds/conversation-rtc-event.ts';
import { dispatchFinalReport } from './kinds/dispatch-final-report.ts';
import { dispatchMessageStatus } from './kinds/dispatch-message-status.ts';
import { meetingsMeetingsEvent } from './kinds/meetings-meetings-event.ts';
import { messagesV01InboundMessage } from './kinds/messages-v0-1-inbound-message.ts';
import { messagesV01MessageStatus } from './kinds/messages-v0-1-message-status.ts';
import { messagesV1InboundMessage } from './kinds/messages-v1-inbound-message.ts';
import { messagesV1MessageStatus } from './kinds/messages-v1-message-status.ts';
import { numberInsightInsightAdvancedAsync } from './kinds/number-insight-insight-advanced-async.ts';
import { reportsReportFinished } from './kinds/reports-report-finished.ts';
import { smsDeliveryReceipt } from './kinds/sms-delivery-receipt.ts';
import { smsInboundSms } from './kinds/sms-inbound-sms.ts';
import { unknown } from './kinds/unknown.ts';
import { verifyV2VerifyEvent } from './kinds/verify-v2-verify-event.ts';
import { verifyV2VerifySummary } from './kinds/verify-v2-verify-summary.ts';
import { videoArchiveStatus } from './kinds/video-archive-status.ts';
import { videoSessionMonitoring } from './kinds/video-session-monitoring.ts';
import { voiceAnswer } from './kinds/voice-answer.ts';
import { voiceCallEvent } from './kinds/voice-call-event.ts';
import { voiceError } from './kinds/voice-error.ts';
import { voiceFallback } from './kinds/voice-fallback.ts';
import { voiceInput } from './kinds/voice-input.ts';
import { voiceNotify } from './kinds/voice-notify.ts';
import { voicePayment } from './kinds/voice-payment.ts';
import { voiceRecord } from './kinds/voice-record.ts';
import { voiceTranscription } from './kinds/voice-transcription.ts';
import { voiceTransfer } from './kinds/voice-transfer.ts';

/**
 * Every kind that the app understands, in the order in which they are asked (2.2, voice: 2.3): the first that matches
 * wins, and the last always does.
 */
export const KINDS: readonly KindDefinition[] = [
  accountUrlProbe,
  dispatchFinalReport,
  dispatchMessageStatus,
  messagesV01InboundMessage,
  messagesV01MessageStatus,
  messagesV1MessageStatus,
  messagesV1InboundMessage,
  smsDeliveryReceipt,
  smsInboundSms,
  verifyV2VerifyEvent,
  verifyV2VerifySummary,
  reportsReportFinished,
  numberInsightInsightAdvancedAsync,
  videoArchiveStatus,
  videoSessionMonitoring,
  meetingsMeetingsEvent,
  conversationRtcEvent,
  voiceFallback,
  voiceTranscription,
  voiceRecord,
  voiceTransfer,
  voiceInput,
  voiceNotify,
  voicePayment,
  voiceCallEvent,
  voiceError,
  voiceAnswer,
  unknown,
];

const byName = new Map(KINDS.map((kind) => [`${kind.api}/${kind.kind}`, kind]));

/** A kind that an older version of the app has stored may be gone; then it is shown as unknown. */
export function findKind(api: string, kind: string): KindDefinition {
  return byName.get(`${api}/${kind}`) ?? unknown;
}
