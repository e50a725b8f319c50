import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import { videoFields } from '../fields/video.ts';
import { archiveStatuses } from '../statuses/video.ts';
import { byStatus } from '../simulation.ts';

/** Section 9.4. */
export const videoArchiveStatus: KindDefinition = {
  api: 'video',
  kind: 'archive-status',
  label: 'Video archive',
  view: 'other',
  paths: ['/webhooks/video'],
  matches: (payload) => has(payload, 'sessionId') && payload['event'] === 'archive',
  describe: (payload) => {
    const status = textOf(payload, 'status');
    const duration = textOf(payload, 'duration');
    return {
      messageId: textOf(payload, 'sessionId'),
      status,
      summary: join(', ', join(' ', 'archive', status), textOf(payload, 'name'), duration && `${duration} s`),
      sentAt: timeOf(payload, 'timestamp', 'updatedAt', 'createdAt'),
    };
  },
  fields: [videoFields],
  explainStatus: (status) => archiveStatuses.get(status),
  simulation: {
    variants: byStatus(archiveStatuses.keys()),
    payload: ({ status }, { at, text }) => ({ status, name: text, createdAt: at, updatedAt: at }),
  },
  schema: ({ object, oneOf, text, textOrNumber, number }) =>
    object(
      { event: oneOf('archive'), id: text, sessionId: text, status: oneOf(...archiveStatuses.keys()) },
      {
        partnerId: textOrNumber,
        projectId: textOrNumber,
        applicationId: text,
        createdAt: number,
        updatedAt: number,
        duration: number,
        name: text,
        reason: text,
        resolution: text,
        size: number,
        url: text,
      },
    ),
};
