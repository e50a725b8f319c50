import { termsOf, wordsOf } from '../domain/words.ts';

/**
 * Plain words as an FTS5 query: all of them, each from its beginning. Words hold letters, digits, `-` and `_` only and
 * are quoted, so the person's text is never read as FTS5 syntax. Null where no word is left to look for.
 */
export function toFullTextQuery(search: string): string | null {
  const terms = toTermQueries(search);
  return terms.length === 0 ? null : terms.join(' ');
}

/** The same, each of them for itself. */
export function toTermQueries(search: string): string[] {
  return termsOf(search).map(toTerm);
}

/** The same for words that follow one another, the last of them from its beginning. */
export function toPhraseQuery(phrase: string): string | null {
  const words = wordsOf(phrase);
  return words.length === 0 ? null : toTerm(words);
}

const toTerm = (words: readonly string[]): string => `"${words.join(' ')}"*`;
