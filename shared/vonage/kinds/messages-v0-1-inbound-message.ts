import type { KindDefinition } from '../kind-definition.ts';
import { describeContent } from '../message-content.ts';
import { endpointOf, has, isObject, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';

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
};

export function nestedChannel(payload: Payload): string | null {
  return textOf(objectOf(payload, 'to') ?? {}, 'type') ?? textOf(objectOf(payload, 'from') ?? {}, 'type');
}
