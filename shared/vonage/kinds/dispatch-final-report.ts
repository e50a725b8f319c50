import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { readUsage } from '../outcome.ts';
import { has, isObject, listOf, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { dispatchFields, messagesV01Fields } from '../fields/messages-v0-1.ts';
import { END_ONLY } from '../lives.ts';
import { usage } from '../schemas/messages-v1-content.ts';
import { finalReportStatuses } from '../statuses/messages.ts';
import { byStatus } from '../simulation.ts';

/** The end of a failover workflow: what became of each attempt (5.4). */
export const dispatchFinalReport: KindDefinition = {
  api: 'dispatch',
  kind: 'final-report',
  label: 'Failover report',
  view: 'statuses',
  paths: ['/webhooks/message-status'],
  matches: (payload) => has(payload, 'dispatch_uuid') && has(payload, 'template'),
  describe: (payload) => ({
    messageId: textOf(payload, 'dispatch_uuid'),
    status: textOf(payload, 'status'),
    summary: join(', ', join(': ', textOf(payload, 'status'), attempts(payload)), readUsage(payload)),
    sentAt: timeOf(payload, 'timestamp'),
  }),
  fields: [dispatchFields, messagesV01Fields],
  explainStatus: (status) => finalReportStatuses.get(status),
  life: END_ONLY,
  simulation: {
    variants: byStatus(finalReportStatuses.keys()),
    payload: ({ status }, { id }) => ({
      status,
      _links: {
        messages: [
          {
            message_uuid: id('message_uuid'),
            channel: 'sms',
            status: status === 'completed' ? 'delivered' : 'undeliverable',
          },
        ],
      },
    }),
  },
  schema: (words) => {
    const { object, oneOf, text, time, list } = words;
    const message = object({ message_uuid: text }, { href: text, channel: text, usage: usage(words), status: text });
    return object(
      {
        dispatch_uuid: text,
        template: oneOf('failover'),
        status: oneOf(...finalReportStatuses.keys()),
        timestamp: time,
        _links: object({ messages: list(message) }),
      },
      { usage: usage(words) },
    );
  },
};

function attempts(payload: Payload): string {
  const messages = listOf(objectOf(payload, '_links') ?? {}, 'messages').slice(0, 5);
  return messages
    .filter(isObject)
    .map((message) => join(' ', textOf(message, 'channel'), textOf(message, 'status')))
    .join(', ');
}
