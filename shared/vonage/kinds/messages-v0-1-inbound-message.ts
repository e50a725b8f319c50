import type { KindDefinition } from '../kind-definition.ts';
import { describeContent } from '../message-content.ts';
import { endpointOf, has, isObject, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { messagesErrorCodes } from '../error-codes/messages.ts';
import { messagesV01Fields } from '../fields/messages-v0-1.ts';
import { endpoints, nestedContent, nestedVariant } from '../schemas/messages-v0-1.ts';
import { usage } from '../schemas/messages-v1-content.ts';
import type { Schema, Vocabulary } from '../vocabulary.ts';
import { nestedInboundSimulation } from '../simulations/messages-v0-1.ts';

/** Section 5.2: `to` and `from` are objects, the content is nested. */
export const messagesV01InboundMessage: KindDefinition = {
  api: 'messages-v0.1',
  kind: 'inbound-message',
  label: 'Inbound message',
  view: 'inbound',
  paths: ['/webhooks/inbound-message'],
  matches: (payload) => has(payload, 'message_uuid') && isObject(payload['to']) && has(payload, 'message'),
  describe: (payload) => {
    const content = objectOf(objectOf(payload, 'message') ?? {}, 'content') ?? {};
    return {
      channel: nestedChannel(payload),
      messageId: textOf(payload, 'message_uuid'),
      from: endpointOf(payload, 'from'),
      to: endpointOf(payload, 'to'),
      summary: describeContent(textOf(content, 'type'), content),
      sentAt: timeOf(payload, 'timestamp'),
    };
  },
  fields: [messagesV01Fields],
  errorCodes: messagesErrorCodes,
  variantOf: (payload) => {
    const type = textOf(objectOf(objectOf(payload, 'message') ?? {}, 'content') ?? {}, 'type');
    return `${nestedVariant(nestedChannel(payload))}/${CONTENT_TYPES.find((known) => known === type) ?? ''}`;
  },
  simulation: nestedInboundSimulation,
  schema: (words, variant) => toSchema(words, ...(variant.split('/') as [string, string])),
};

export function nestedChannel(payload: Payload): string | null {
  return textOf(objectOf(payload, 'to') ?? {}, 'type') ?? textOf(objectOf(payload, 'from') ?? {}, 'type');
}

const CONTENT_TYPES = ['text', 'image', 'audio', 'video', 'file', 'location', 'button', 'unsupported'] as const;

/** Of a content type that is not documented, nobody knows what else belongs to it. */
function toSchema(words: Vocabulary, channel: string, contentType: string): Schema {
  const { object, open, oneOf, text, time, numeric } = words;
  const { own, user } = endpoints(words, channel);
  const content = nestedContent(words).get(contentType);
  return object(
    {
      message_uuid: text,
      to: own,
      from: user,
      timestamp: time,
      message: object(
        { content: (content === undefined ? open : object)({ type: oneOf(...CONTENT_TYPES), ...content }) },
        { sms: object({}, { num_messages: numeric }) },
      ),
    },
    { direction: oneOf('inbound'), usage: usage(words) },
  );
}
