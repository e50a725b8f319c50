import type { KindDefinition } from '../kind-definition.ts';
import { has, textOf, toText } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { smsErrorCodes } from '../error-codes/sms.ts';
import { smsFields } from '../fields/sms.ts';
import { isSigned, signatureMembers } from '../schemas/sms.ts';
import type { Members, Schema, Vocabulary } from '../vocabulary.ts';
import { inboundSmsSimulation } from '../simulations/sms.ts';

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
  fields: [smsFields],
  errorCodes: smsErrorCodes,
  variantOf: (payload) => {
    const type = TYPES.find((known) => known === textOf(payload, 'type')?.toLowerCase()) ?? '';
    return [type, isPart(payload) ? 'part' : '', isSigned(payload) ? 'signed' : ''].join('/');
  },
  simulation: inboundSmsSimulation,
  schema: (words, variant) => toSchema(words, variant.split('/')),
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

/** Any of its fields says that there should be the others. */
function isPart(payload: Payload): boolean {
  return ['concat', 'concat-ref', 'concat-total', 'concat-part'].some((name) => has(payload, name));
}

const TYPES = ['text', 'unicode', 'binary'] as const;

function toSchema(words: Vocabulary, [type, part, signed]: readonly string[]): Schema {
  const { object, oneOf, text, time, numeric, flag } = words;
  const written: Members = { text, keyword: text };
  const binary: Members = { data: text, udh: text };
  return object(
    {
      msisdn: text,
      to: text,
      messageId: text,
      type: oneOf(...TYPES),
      'message-timestamp': time,
      ...(type === 'text' || type === 'unicode' ? written : {}),
      ...(type === 'binary' ? binary : {}),
      ...(part === 'part' ? { concat: flag, 'concat-ref': text, 'concat-total': numeric, 'concat-part': numeric } : {}),
      ...(signed === 'signed' ? signatureMembers(words) : {}),
    },
    { 'api-key': text, ...(type === '' ? { ...written, ...binary } : {}) },
  );
}
