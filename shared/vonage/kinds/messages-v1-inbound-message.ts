import type { KindDefinition } from '../kind-definition.ts';
import { describeContent } from '../message-content.ts';
import { endpointOf, has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import { messagesV1InboundFields } from '../fields/messages-v1-inbound.ts';
import { messagesErrorCodes } from '../error-codes/messages.ts';
import { contentByType, extrasByChannel, TYPES_BY_CHANNEL } from '../schemas/messages-v1-content.ts';
import type { Payload } from '../understanding.ts';
import type { Schema, Vocabulary } from '../vocabulary.ts';
import { inboundMessageSimulation } from '../simulations/messages-v1.ts';

/** Section 3. SMS may lack `message_type`, so every other webhook with a `message_uuid` is one. */
export const messagesV1InboundMessage: KindDefinition = {
  api: 'messages-v1',
  kind: 'inbound-message',
  label: 'Inbound message',
  view: 'inbound',
  paths: ['/webhooks/inbound-message'],
  matches: (payload) => has(payload, 'message_uuid'),
  describe: (payload) => ({
    channel: textOf(payload, 'channel'),
    messageId: textOf(payload, 'message_uuid'),
    from: endpointOf(payload, 'from'),
    to: endpointOf(payload, 'to'),
    summary: describeContent(textOf(payload, 'message_type'), payload),
    sentAt: timeOf(payload, 'timestamp'),
  }),
  fields: [messagesV1InboundFields],
  errorCodes: messagesErrorCodes,
  variantOf: (payload) => `${known(CHANNELS, payload, 'channel')}/${known(TYPES, payload, 'message_type')}`,
  simulation: inboundMessageSimulation,
  schema: (words, variant) => toSchema(words, ...(variant.split('/') as [string, string])),
};

const CHANNELS = new Set(TYPES_BY_CHANNEL.keys());
const TYPES = new Set([...TYPES_BY_CHANNEL.values()].flat());

/** `none` where the name is missing, `other` where it is one that nobody documents. */
function known(names: ReadonlySet<string>, payload: Payload, member: string): string {
  const name = textOf(payload, member);
  if (name === null) return 'none';
  return names.has(name) ? name : 'other';
}

/** Of a channel or a type that is not documented, nobody knows what else belongs to it. */
function toSchema(words: Vocabulary, channel: string, type: string): Schema {
  const { object, open, oneOf, text, time } = words;
  const [required, optional] = extrasByChannel(words).get(channel) ?? [{}, {}];
  const message_type = oneOf(...(TYPES_BY_CHANNEL.get(channel) ?? TYPES));
  const isDocumented = CHANNELS.has(channel) && type !== 'other';
  return (isDocumented ? object : open)(
    {
      channel: oneOf(...CHANNELS),
      message_uuid: text,
      to: text,
      from: text,
      timestamp: time,
      ...(channel === 'sms' ? {} : { message_type }),
      ...required,
      ...contentByType(words).get(type),
    },
    {
      ...(channel === 'sms' ? { message_type } : {}),
      ...(type === 'none' ? { text } : {}),
      client_ref: text,
      ...optional,
    },
  );
}
