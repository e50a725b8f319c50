import { conversationFields } from './fields/conversation.ts';
import { dispatchFields, messagesV01Fields } from './fields/messages-v0-1.ts';
import { messagesV1InboundFields } from './fields/messages-v1-inbound.ts';
import { messagesV1StatusFields } from './fields/messages-v1-status.ts';
import { meetingsFields } from './fields/meetings.ts';
import { numberInsightFields } from './fields/number-insight.ts';
import { reportFields } from './fields/reports.ts';
import { receiptFields, smsFields } from './fields/sms.ts';
import { verifyFields, verifySummaryFields } from './fields/verify.ts';
import { videoFields } from './fields/video.ts';
import { callEventFields, voiceFields } from './fields/voice.ts';

/** What each field is for, by its path: member names joined by dots, list positions left out. */
export type Fields = Readonly<Record<string, string>>;

/** The tables of an API, and before them those of one of its kinds, where a name means something else there. */
const tables: ReadonlyMap<string, readonly Fields[]> = new Map([
  ['messages-v1/inbound-message', [messagesV1InboundFields]],
  ['messages-v1/message-status', [messagesV1StatusFields]],
  ['messages-v0.1', [messagesV01Fields]],
  ['dispatch', [dispatchFields, messagesV01Fields]],
  ['sms', [smsFields]],
  ['sms/delivery-receipt', [receiptFields, smsFields]],
  ['voice', [voiceFields]],
  ['voice/call-event', [callEventFields, voiceFields]],
  ['verify-v2', [verifyFields]],
  ['verify-v2/verify-summary', [verifySummaryFields, verifyFields]],
  ['number-insight', [numberInsightFields]],
  ['conversation', [conversationFields]],
  ['video', [videoFields]],
  ['meetings', [meetingsFields]],
  ['reports', [reportFields]],
]);
const SIP_HEADER = /^SipHeader_./;

/** What a field of a webhook is for; null where we do not know it. `path` is the way to it through the payload. */
export function explainField(api: string, kind: string, path: readonly (string | number)[]): string | null {
  const name = path.filter((step) => typeof step === 'string').join('.');
  const explained = (tables.get(`${api}/${kind}`) ?? tables.get(api))?.find((fields) => Object.hasOwn(fields, name));
  if (explained !== undefined) return explained[name] ?? null;
  return api === 'voice' && SIP_HEADER.test(name) ? 'A SIP header of the call, as the other side sent it.' : null;
}
