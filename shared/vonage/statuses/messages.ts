import type { StatusExplanation, Statuses } from '../status-explanation.ts';
import { bad, good, goodSoFar, progress } from '../status-explanation.ts';

/** Section 4.2. `accepted`, `failed`, `seen` and `clicked` are in no list of Vonage's, but other sources name them. */
const messageStatuses: Statuses = new Map([
  ['accepted', progress('Vonage took the message and will pass it on.')],
  ['submitted', progress('Vonage handed the message to the provider or carrier.')],
  ['delivered', goodSoFar('The message reached the device. A report that it was read may follow.')],
  ['read', good('The recipient has seen the message.')],
  ['seen', good('The recipient has seen the message. No list of Vonage’s names this status.')],
  ['clicked', good('The recipient followed a link in the message. No list of Vonage’s names this status.')],
  ['rejected', bad('Vonage or the provider refused the message before it was sent on. The error says why.')],
  ['undeliverable', bad('The provider could not deliver the message. The error says why.')],
  ['failed', bad('The message was not delivered. No list of Vonage’s names this status.')],
  ['expired', bad('The message’s time to live ended first. No list of Vonage’s names this status.')],
]);

/** Nobody tells that an SMS or MMS was read, so its delivery is the end. */
const shortMessageStatuses: Statuses = new Map([
  ...messageStatuses,
  ['delivered', good('The carrier reports that the message reached the phone.')],
]);

const SHORT_MESSAGES = new Set(['sms', 'mms']);

export function explainMessageStatus(status: string, channel: string | null): StatusExplanation | undefined {
  return (SHORT_MESSAGES.has(channel ?? '') ? shortMessageStatuses : messageStatuses).get(status);
}

/** A failover workflow (5.4). */
export const finalReportStatuses: Statuses = new Map([
  ['completed', good('One of the attempts met its condition; the others were not needed.')],
  ['error', bad('None of the attempts met its condition.')],
]);
