import type { Details, KindDefinition } from '../kind-definition.ts';
import { describeOutcome, readError, readUsage } from '../outcome.ts';
import { endpointOf, has, isObject, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { nestedChannel } from './messages-v0-1-inbound-message.ts';
import { messagesErrorCodes } from '../error-codes/messages.ts';
import { messagesV01Fields } from '../fields/messages-v0-1.ts';
import { messageLife } from '../lives.ts';
import { nestedStatus, nestedVariant } from '../schemas/messages-v0-1.ts';
import { explainMessageStatus } from '../statuses/messages.ts';
import { nestedStatusSimulation } from '../simulations/messages-v0-1.ts';

/** Section 5.3. */
export const messagesV01MessageStatus: KindDefinition = {
  api: 'messages-v0.1',
  kind: 'message-status',
  label: 'Message status',
  view: 'statuses',
  paths: ['/webhooks/message-status'],
  matches: (payload) => has(payload, 'message_uuid') && isObject(payload['to']) && has(payload, 'status'),
  describe: describeNestedStatus,
  fields: [messagesV01Fields],
  explainStatus: explainMessageStatus,
  errorCodes: messagesErrorCodes,
  life: messageLife,
  variantOf: (payload) => nestedVariant(nestedChannel(payload)),
  simulation: nestedStatusSimulation,
  schema: (words, channel) => nestedStatus(words, channel),
};

/** Dispatch sends the same shape. */
export function describeNestedStatus(payload: Payload): Details {
  const status = textOf(payload, 'status');
  const error = readError(payload);
  return {
    channel: nestedChannel(payload),
    messageId: textOf(payload, 'message_uuid'),
    from: endpointOf(payload, 'from'),
    to: endpointOf(payload, 'to'),
    status,
    errorCode: error.code,
    summary: describeOutcome(messagesErrorCodes, status, error, readUsage(payload)),
    sentAt: timeOf(payload, 'timestamp'),
  };
}
