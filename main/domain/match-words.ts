import { termsOf, wordsOf } from './words.ts';

/**
 * The plain text search, evaluated without the index and equal to it: every term is in the text, its last word from
 * the beginning, the ones before it whole. A search without any word finds nothing, an empty one everything.
 */
export function matchesWords(text: string, search: string): boolean {
  const terms = termsOf(search);
  if (terms.length === 0) return search.trim() === '';
  const words = wordsOf(text);
  return terms.every((term) => words.some((_word, start) => beginsAt(words, start, term)));
}

function beginsAt(words: readonly string[], start: number, term: readonly string[]): boolean {
  return term.every((word, offset) => {
    const candidate = words[start + offset];
    return offset === term.length - 1 ? candidate?.startsWith(word) === true : candidate === word;
  });
}
