import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';

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
};
