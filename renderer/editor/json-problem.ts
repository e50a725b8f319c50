import { lookAtJson } from '../../shared/look-at-json.ts';
import { toPlace } from '../../shared/vonage/finding.ts';

export interface JsonProblem {
  readonly offset: number;
  /** A sentence with the line and the column. */
  readonly words: string;
}

/** Where a text stops being JSON, and why; null where it is JSON. */
export function findJsonProblem(text: string): JsonProblem | null {
  const { broken } = lookAtJson(text);
  if (broken === null) return null;
  const { offset, line, column } = toPlace(text, broken.offset);
  return { offset, words: `Not valid JSON: ${broken.reason} at line ${line}, column ${column}.` };
}
