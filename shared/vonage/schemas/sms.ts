import { has } from '../read.ts';
import type { Payload } from '../understanding.ts';
import type { Members, Vocabulary } from '../vocabulary.ts';

/** What a signed SMS webhook carries besides (7.2, 7.4). */
export function signatureMembers({ numeric, text }: Vocabulary): Members {
  return { timestamp: numeric, nonce: text, sig: text };
}

/** Any of its fields says that there should be the others. */
export function isSigned(payload: Payload): boolean {
  return ['timestamp', 'nonce', 'sig'].some((name) => has(payload, name));
}
