import type { KindDefinition } from '../kind-definition.ts';
import { has, textOf, toText } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';

/** Section 7.2. `msisdn` is the sender. */
export const smsInboundSms: KindDefinition = {
  api: 'sms',
  kind: 'inbound-sms',
  label: 'Inbound SMS',
  view: 'inbound',
  paths: ['/webhooks/inbound-sms'],
  matches: (payload) => has(payload, 'messageId') && has(payload, 'msisdn'),
  describe: (payload) => ({
    channel: 'sms',
    messageId: textOf(payload, 'messageId'),
    from: textOf(payload, 'msisdn'),
    to: textOf(payload, 'to'),
    summary: part(payload) + content(payload),
    sentAt: timeOf(payload, 'message-timestamp', 'timestamp'),
    account: textOf(payload, 'api-key'),
  }),
};

/** `(2/3) ` before a part of a long text: each part is a webhook of its own (7.3). */
function part(payload: Payload): string {
  const number = textOf(payload, 'concat-part');
  return number === null ? '' : `(${number}/${textOf(payload, 'concat-total') ?? '?'}) `;
}

/** The text is taken as it is: `null` may be what somebody wrote. */
function content(payload: Payload): string {
  const text = toText(payload['text']);
  if (text !== null && text !== '') return text;
  const data = textOf(payload, 'data');
  return data === null ? 'Empty text' : `Binary: ${data}`;
}
