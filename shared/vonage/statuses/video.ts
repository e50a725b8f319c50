import type { Statuses } from '../status-explanation.ts';
import { bad, event, good, goodSoFar, neutral, progress } from '../status-explanation.ts';

/** Section 9.4. */
export const archiveStatuses: Statuses = new Map([
  ['started', progress('The recording runs.')],
  ['paused', progress('The recording waits, because nobody publishes a stream.')],
  ['stopped', progress('The recording ended; its file is being made.')],
  ['available', goodSoFar('The file can be downloaded from Vonage, for a limited time.')],
  ['uploaded', good('The file was put into your own storage.')],
  ['expired', neutral('The file is no longer kept at Vonage.')],
  ['failed', bad('The recording or its upload failed. The reason says more.')],
]);

export const sessionEvents: Statuses = new Map([
  ['connectioncreated', event('A client connected to the session.')],
  ['connectiondestroyed', event('A client left the session. The reason says how.')],
  ['streamcreated', event('A client began to publish a stream.')],
  ['streamdestroyed', event('A stream ended. The reason says how.')],
]);
