import type { KindDefinition } from '../kind-definition.ts';
import { describeOutcome, readError, readUsage } from '../outcome.ts';
import { endpointOf, has, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';

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
      summary: describeOutcome('messages-v1', status, error, readUsage(payload), attempt(payload)),
      sentAt: timeOf(payload, 'timestamp'),
    };
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
