import type { Statuses } from '../status-explanation.ts';
import { bad, badSoFar, good, goodSoFar, progress } from '../status-explanation.ts';

/** Section 9.2. The end of one channel is not the end of the request: the next channel is tried. */
export const verifyEventStatuses: Statuses = new Map([
  [
    'action_pending',
    progress('Silent authentication waits until the device opens the check URL over its mobile data.'),
  ],
  ['completed', goodSoFar('The user was verified over this channel. The summary follows.')],
  ['failed', badSoFar('This channel did not reach the user, or the check failed. The next one is tried.')],
  ['user_rejected', badSoFar('The user answered that it was not them.')],
  ['rejected', badSoFar('The channel’s provider refused the message.')],
  ['expired', badSoFar('No right code came in time over this channel. The next one is tried.')],
  ['blocked', badSoFar('A fraud rule stopped this attempt. Check the network blocks of your account.')],
]);

export const verifySummaryStatuses: Statuses = new Map([
  ['completed', good('The user was verified.')],
  ['failed', bad('The user was not verified over any channel.')],
  ['expired', bad('The time ran out before the right code came.')],
  ['user_rejected', bad('The user answered that it was not them.')],
]);
