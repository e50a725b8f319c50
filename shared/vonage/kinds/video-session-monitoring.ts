import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import { videoFields } from '../fields/video.ts';
import { sessionEvents } from '../statuses/video.ts';
import { byStatus } from '../simulation.ts';

const SESSION_EVENTS = ['connectionCreated', 'connectionDestroyed', 'streamCreated', 'streamDestroyed'] as const;

/** Section 9.4. Video writes its times in milliseconds. */
export const videoSessionMonitoring: KindDefinition = {
  api: 'video',
  kind: 'session-monitoring',
  label: 'Video event',
  view: 'other',
  paths: ['/webhooks/video'],
  matches: (payload) => has(payload, 'sessionId') && has(payload, 'event'),
  describe: (payload) => ({
    messageId: textOf(payload, 'sessionId'),
    status: textOf(payload, 'event'),
    summary: join(': ', textOf(payload, 'event'), textOf(payload, 'reason')),
    sentAt: timeOf(payload, 'timestamp'),
  }),
  fields: [videoFields],
  explainStatus: (status) => sessionEvents.get(status),
  simulation: {
    variants: byStatus(SESSION_EVENTS),
    payload: ({ status }, { at, id }) => ({
      event: status,
      [status?.startsWith('stream') === true ? 'stream' : 'connection']: { id: id('id'), createdAt: at },
    }),
  },
  schema: ({ object, oneOf, text, textOrNumber, number }) => {
    const connection = object({ id: text }, { createdAt: number, data: text });
    const stream = object(
      { id: text },
      { connection, createdAt: number, name: text, videoType: oneOf('camera', 'screen', 'custom') },
    );
    return object(
      {
        sessionId: text,
        event: oneOf(...SESSION_EVENTS),
        timestamp: number,
      },
      { projectId: textOrNumber, applicationId: text, reason: text, connection, stream },
    );
  },
};
