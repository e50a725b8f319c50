import { messagesErrorCodes } from './error-codes/messages.ts';
import { numberInsightStatuses } from './error-codes/number-insight.ts';
import { smsErrorCodes } from './error-codes/sms.ts';

/** What an error code means (a phrase without a full stop) and what to do about it (sentences). */
export interface ErrorExplanation {
  readonly meaning: string;
  readonly advice: string;
}

export type ErrorCodes = ReadonlyMap<string, ErrorExplanation>;

/** v0.1 and Dispatch write the same numbers as v1 (5.1). */
const codesByApi: ReadonlyMap<string, ErrorCodes> = new Map([
  ['messages-v1', messagesErrorCodes],
  ['messages-v0.1', messagesErrorCodes],
  ['dispatch', messagesErrorCodes],
  ['sms', smsErrorCodes],
  ['number-insight', numberInsightStatuses],
]);

/** Null where the code is not a known one of that API. */
export function explainErrorCode(api: string, code: string): ErrorExplanation | null {
  return codesByApi.get(api)?.get(code) ?? null;
}
