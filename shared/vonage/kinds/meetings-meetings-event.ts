import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import { meetingsFields } from '../fields/meetings.ts';
import { meetingsEvents } from '../statuses/meetings.ts';
import { byStatus } from '../simulation.ts';

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
  fields: [meetingsFields],
  explainStatus: (status) => meetingsEvents.get(status),
  simulation: {
    variants: byStatus(meetingsEvents.keys()),
    payload: ({ status }, { id }) => ({ event: status, session_id: id('session_id'), room_id: id('room_id') }),
  },
  // Its documentation names events, and of their fields only some.
  schema: ({ open, oneOf, text, time, flag }) =>
    open(
      { event: oneOf(...meetingsEvents.keys()) },
      {
        session_id: text,
        room_id: text,
        participant_id: text,
        name: text,
        type: text,
        is_host: flag,
        started_at: time,
        ended_at: time,
      },
    ),
};
