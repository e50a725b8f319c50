import type { ErrorCodes } from './error-codes.ts';
import { join, lowerFirst } from './line.ts';
import { objectOf, textOf } from './read.ts';
import type { Payload } from './understanding.ts';

const CODE = /^\d+$/;
const CODE_IN_LINK = /#(\d+)$/;

/** What became of a message, for a list: `rejected: 1170 recipient number missing or invalid`. */
export function describeOutcome(
  codes: ErrorCodes,
  status: string | null,
  error: { readonly code: string | null; readonly words: string | null },
  ...extras: readonly (string | null)[]
): string {
  const meaning = error.code === null ? null : codes.get(error.code)?.meaning;
  const words = meaning === null || meaning === undefined ? error.words : lowerFirst(meaning);
  return join(', ', join(': ', status, join(' ', error.code, words)), ...extras);
}

/**
 * The error of a Messages webhook: v1 writes the code as `title` and at the end of the link in `type` (4.3), v0.1 as
 * `code` (5.1).
 */
export function readError(payload: Payload): { readonly code: string | null; readonly words: string | null } {
  const error = objectOf(payload, 'error');
  if (error === null) return { code: textOf(payload, 'error'), words: null };
  const title = textOf(error, 'title');
  const linked = CODE_IN_LINK.exec(textOf(error, 'type') ?? '')?.[1] ?? null;
  const code = title !== null && CODE.test(title) ? title : (linked ?? textOf(error, 'code') ?? title);
  return { code, words: textOf(error, 'detail', 'reason') ?? (title === code ? null : title) };
}

/** `0.0333 EUR`; null where nothing was charged. */
export function readUsage(payload: Payload): string | null {
  const usage = objectOf(payload, 'usage');
  return usage === null ? null : toPrice(textOf(usage, 'price'), textOf(usage, 'currency'));
}

/** Without the zeros at the end that Vonage writes. */
export function toPrice(price: string | null, currency: string | null): string | null {
  if (price === null || Number(price) === 0) return null;
  const short = price.includes('.') ? price.replace(/0+$/, '').replace(/\.$/, '') : price;
  return join(' ', short, currency);
}
