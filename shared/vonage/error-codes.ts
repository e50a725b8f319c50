import { KINDS } from './kinds.ts';

/** What an error code means (a phrase without a full stop) and what to do about it (sentences). */
export interface ErrorExplanation {
  readonly meaning: string;
  readonly advice: string;
}

export type ErrorCodes = ReadonlyMap<string, ErrorExplanation>;

const codesByApi: ReadonlyMap<string, ErrorCodes> = new Map(
  KINDS.flatMap(({ api, errorCodes }) => (errorCodes === undefined ? [] : [[api, errorCodes]])),
);

/** Null where the code is not a known one of that API. */
export function explainErrorCode(api: string, code: string): ErrorExplanation | null {
  return codesByApi.get(api)?.get(code) ?? null;
}
