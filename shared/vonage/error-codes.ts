export interface ErrorExplanation {
  readonly meaning: string;
  readonly advice: string;
}

/** What an error code of this API means; null where it is not in our tables. */
export function explainErrorCode(_api: string, _code: string): ErrorExplanation | null {
  return null;
}
