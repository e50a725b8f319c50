import type { KindDefinition } from '../kind-definition.ts';
import { describeOutcome, readError, readUsage } from '../outcome.ts';
import { endpointOf, has, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { messagesErrorCodes } from '../error-codes/messages.ts';
import { messagesV1StatusFields } from '../fields/messages-v1-status.ts';
import { messageLife } from '../lives.ts';
import { error, partsByChannel, STATUS_CHANNELS, statusesOf, workflow } from '../schemas/messages-v1-status.ts';
import { explainMessageStatus } from '../statuses/messages.ts';
import { messageStatusSimulation } from '../simulations/messages-v1.ts';

/** Section 4. */
export const messagesV1MessageStatus: KindDefinition = {
  api: 'messages-v1',
  kind: 'message-status',
  label: 'Message status',
  view: 'statuses',
  paths: ['/webhooks/message-status'],
  matches: (payload) => has(payload, 'message_uuid') && has(payload, 'status') && !has(payload, 'message_type'),
  describe: (payload) => {
    const status = textOf(payload, 'status');
    const error = readError(payload);
    return {
      channel: textOf(payload, 'channel'),
      messageId: textOf(payload, 'message_uuid'),
      from: endpointOf(payload, 'from'),
      to: endpointOf(payload, 'to'),
      status,
      errorCode: error.code,
      summary: describeOutcome(messagesErrorCodes, status, error, readUsage(payload), attempt(payload)),
      sentAt: timeOf(payload, 'timestamp'),
    };
  },
  fields: [messagesV1StatusFields],
  explainStatus: explainMessageStatus,
  errorCodes: messagesErrorCodes,
  life: messageLife,
  variantOf: (payload) => STATUS_CHANNELS.find((channel) => channel === textOf(payload, 'channel')) ?? 'other',
  simulation: messageStatusSimulation,
  schema: (words, channel) => {
    const { object, open, oneOf, text, time } = words;
    const parts = partsByChannel(words).get(channel);
    // Of a channel that is not documented, nobody knows what else belongs to it.
    return (parts === undefined ? open : object)(
      {
        message_uuid: text,
        channel: oneOf(...STATUS_CHANNELS),
        to: text,
        from: text,
        timestamp: time,
        status: oneOf(...statusesOf(channel)),
      },
      { error: error(words), client_ref: text, workflow: workflow(words), ...parts },
    );
  },
};

/** The place in a failover; sources name its members differently (4.5). */
function attempt(payload: Payload): string | null {
  const workflow = objectOf(payload, 'workflow');
  if (workflow === null) return null;
  const number = textOf(workflow, 'items_number', 'item_number');
  const total = textOf(workflow, 'items_total', 'total_items');
  return number === null ? null : `attempt ${number}${total === null ? '' : ` of ${total}`}`;
}
