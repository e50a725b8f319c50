import type { Statuses } from '../status-explanation.ts';
import { bad, good, neutral } from '../status-explanation.ts';

/** The words that we give to `lookup_outcome` and `status` (9.1). */
export const insightStatuses: Statuses = new Map([
  ['success', good('Everything that was asked about the number is here.')],
  ['partial', neutral('Some of the answers are missing, because the network could not be asked.')],
  ['failed', bad('The number could not be looked up. The status says why.')],
]);
