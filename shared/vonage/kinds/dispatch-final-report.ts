import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { readUsage } from '../outcome.ts';
import { has, isObject, listOf, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';

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
};

function attempts(payload: Payload): string {
  const messages = listOf(objectOf(payload, '_links') ?? {}, 'messages').slice(0, 5);
  return messages
    .filter(isObject)
    .map((message) => join(' ', textOf(message, 'channel'), textOf(message, 'status')))
    .join(', ');
}
