import type { Statuses } from '../status-explanation.ts';
import { bad, good, neutral, progress } from '../status-explanation.ts';

/** Section 9.4. */
export const reportStatuses: Statuses = new Map([
  ['pending', progress('The report waits for its turn.')],
  ['processing', progress('The report is being made.')],
  ['success', good('The report can be downloaded.')],
  ['truncated', neutral('The report can be downloaded, but it is cut: ask for a shorter time.')],
  ['aborted', bad('Somebody stopped the report.')],
  ['failed', bad('The report could not be made. Ask for it again.')],
]);
