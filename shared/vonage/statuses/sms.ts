import type { Statuses } from '../status-explanation.ts';
import { bad, good, neutral, progress } from '../status-explanation.ts';

/** Section 7.5. */
export const receiptStatuses: Statuses = new Map([
  ['accepted', progress('The carrier took the message. Its error code means nothing yet.')],
  ['buffered', progress('The carrier holds the message and will try later.')],
  ['delivered', good('The carrier or the handset reports that the message arrived.')],
  ['expired', bad('The carrier could not deliver the message within its time to live.')],
  ['failed', bad('The message was not delivered. The error code says why.')],
  ['rejected', bad('The carrier, or a filter before it, refused the message. The error code says why.')],
  ['unknown', neutral('The carrier does not say what became of the message.')],
]);
