import type { Statuses } from '../status-explanation.ts';
import { event } from '../status-explanation.ts';

const joined = event('A person joined the meeting.');
const left = event('A person left the meeting.');

/** Section 9.4; the docs write the events of participants in two ways. */
export const meetingsEvents: Statuses = new Map([
  ['session:started', event('The first person entered the room.')],
  ['session:ended', event('The last person left the room.')],
  ['session:participant:joined', joined],
  ['participant:joined', joined],
  ['session:participant:left', left],
  ['participant:left', left],
  ['recording:started', event('The meeting is being recorded.')],
  ['recording:ended', event('The recording ended; its file follows.')],
  ['recording:uploaded', event('The file of the recording can be downloaded.')],
  ['room:expired', event('The room has reached its end and can’t be used any more.')],
]);
