import type { KindDefinition } from '../kind-definition.ts';
import { has, isObject, objectOf } from '../read.ts';
import { describeNestedStatus } from './messages-v0-1-message-status.ts';
import { messagesErrorCodes } from '../error-codes/messages.ts';
import { dispatchFields, messagesV01Fields } from '../fields/messages-v0-1.ts';
import { messageLife } from '../lives.ts';
import { nestedStatus, nestedVariant } from '../schemas/messages-v0-1.ts';
import { explainMessageStatus } from '../statuses/messages.ts';
import { nestedChannel } from './messages-v0-1-inbound-message.ts';
import { nestedStatusSimulation } from '../simulations/messages-v0-1.ts';

/** The status of one attempt of a failover workflow (5.4). */
export const dispatchMessageStatus: KindDefinition = {
  api: 'dispatch',
  kind: 'message-status',
  label: 'Message status',
  view: 'statuses',
  paths: ['/webhooks/message-status'],
  matches: (payload) => {
    if (!has(payload, 'message_uuid') || !isObject(payload['to'])) return false;
    const links = objectOf(payload, '_links');
    return links !== null && has(links, 'workflow');
  },
  describe: describeNestedStatus,
  fields: [dispatchFields, messagesV01Fields],
  explainStatus: explainMessageStatus,
  errorCodes: messagesErrorCodes,
  life: messageLife,
  variantOf: (payload) => nestedVariant(nestedChannel(payload)),
  simulation: nestedStatusSimulation,
  schema: (words, channel) => {
    const { object, text } = words;
    const workflow = object({ dispatch_uuid: text }, { href: text });
    return nestedStatus(words, channel, { _links: object({ workflow }) });
  },
};
