import { wordsOf } from './words.ts';

/**
 * The text search for one phrase, evaluated without the index and equal to it: its words follow one another in the text,
 * the last one from its beginning. A phrase without any word is in no text. `words` are those of the text.
 */
export function hasPhrase(words: readonly string[], phrase: string): boolean {
  const wanted = wordsOf(phrase);
  return wanted.length > 0 && words.some((_word, start) => beginsAt(words, start, wanted));
}

function beginsAt(words: readonly string[], start: number, wanted: readonly string[]): boolean {
  return wanted.every((word, offset) => {
    const candidate = words[start + offset];
    return offset === wanted.length - 1 ? candidate?.startsWith(word) === true : candidate === word;
  });
}
