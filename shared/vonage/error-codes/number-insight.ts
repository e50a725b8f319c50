import type { ErrorCodes } from '../error-codes.ts';

const NO_LIVE_LOOKUP = 'The network could not be asked; what is here comes from stored data.';

/** `status` of a number insight result (9.1). */
export const numberInsightStatuses: ErrorCodes = new Map([
  ['0', { meaning: 'Success', advice: 'Nothing to do.' }],
  ['1', { meaning: 'Too many requests', advice: 'Ask more slowly.' }],
  ['3', { meaning: 'A parameter is missing or not valid', advice: 'Check the number and the options of the request.' }],
  ['4', { meaning: 'Credentials not valid', advice: 'Check the API key and secret of the request.' }],
  ['5', { meaning: 'Internal error or bad number', advice: 'Check the number’s form; else ask again later.' }],
  ['9', { meaning: 'No credit left', advice: 'Top up the account.' }],
  ['19', { meaning: 'Facility not allowed', advice: 'The account lacks this lookup. Ask support to enable it.' }],
  ['43', { meaning: 'No live lookup', advice: NO_LIVE_LOOKUP }],
  ['44', { meaning: 'No live lookup', advice: NO_LIVE_LOOKUP }],
  ['45', { meaning: 'No live lookup', advice: NO_LIVE_LOOKUP }],
  ['999', { meaning: 'Request not readable', advice: 'Compare the request with the API reference.' }],
]);
