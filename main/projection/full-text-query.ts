import { termsOf } from '../domain/words.ts';

/**
 * Plain words as an FTS5 query: all of them, each from its beginning. Words hold letters, digits, `-` and `_` only and
 * are quoted, so the person's text is never read as FTS5 syntax. Null where no word is left to look for.
 */
export function toFullTextQuery(search: string): string | null {
  const terms = termsOf(search);
  if (terms.length === 0) return null;
  return terms.map((words) => `"${words.join(' ')}"*`).join(' ');
}
