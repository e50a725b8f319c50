import type { KindDefinition } from '../kind-definition.ts';
import { has, isObject, objectOf } from '../read.ts';
import { describeNestedStatus } from './messages-v0-1-message-status.ts';

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
};
