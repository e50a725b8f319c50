import type { KindDefinition } from '../kind-definition.ts';
import { describeContent } from '../message-content.ts';
import { endpointOf, has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';

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
};
