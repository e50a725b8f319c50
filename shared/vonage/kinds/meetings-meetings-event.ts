import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';

/** Section 9.4. */
export const meetingsMeetingsEvent: KindDefinition = {
  api: 'meetings',
  kind: 'meetings-event',
  label: 'Meetings event',
  view: 'other',
  paths: ['/webhooks/meetings'],
  matches: (payload) => {
    const event = payload['event'];
    return typeof event === 'string' && event.includes(':') && (has(payload, 'session_id') || has(payload, 'room_id'));
  },
  describe: (payload) => ({
    messageId: textOf(payload, 'session_id', 'room_id'),
    status: textOf(payload, 'event'),
    summary: join(', ', textOf(payload, 'event'), textOf(payload, 'name')),
    sentAt: timeOf(payload, 'timestamp', 'started_at', 'ended_at', 'joined_at', 'left_at', 'created_at'),
  }),
};
