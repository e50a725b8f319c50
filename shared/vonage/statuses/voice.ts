import type { Statuses } from '../status-explanation.ts';
import { bad, good, goodSoFar, neutral, progress } from '../status-explanation.ts';

/** Section 8.2. That nobody took a call is how calls end, not a failure. */
export const callStatuses: Statuses = new Map([
  ['started', progress('Vonage began to set up this leg of the call.')],
  ['ringing', progress('The phone rings.')],
  ['answered', progress('Somebody, or a machine, took the call.')],
  ['human', progress('Machine detection thinks that a person took the call.')],
  ['machine', progress('Machine detection thinks that an answering machine took the call.')],
  ['disconnected', progress('The WebSocket of your application closed. An NCCO in the answer goes on with the call.')],
  ['busy', neutral('The line was busy.')],
  ['cancelled', neutral('The caller gave up before anybody answered.')],
  ['unanswered', neutral('Nobody answered, or the phone could not be reached. The detail says which.')],
  ['timeout', neutral('The phone rang longer than the ringing timeout.')],
  ['rejected', bad('The call was refused before it connected: declined, restricted or a bad number.')],
  ['failed', bad('The call could not be connected. The detail and the SIP code say why.')],
  ['completed', good('The leg ended after it had been answered. Duration and price are final.')],
]);

/** Section 8.3. */
export const paymentStatuses: Statuses = new Map([
  ['success', good('The payment action took the payment.')],
  ['failure', bad('The payment action did not get a payment.')],
]);

export const transcriptionStatuses: Statuses = new Map([
  ['transcribed', goodSoFar('The text of the recording can be fetched, with a JWT of the application.')],
]);
