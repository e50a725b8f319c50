const ASCII = /^[\0-\x7f]*$/;
const WORD = /[\p{L}\p{N}\p{Co}_-]+/gu;
/** The vowels of New Tai Lue and two marks became letters after FTS5's tables were made; it cuts there, so we do. */
const LETTERS_SINCE = /[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+/g;

/**
 * The words of a text, without case, accents and typographic variants: `Café №5` has `cafe` and `no5`.
 *
 * Index, search and filters all cut texts here. Left alone, FTS5's tokenizer would take emoji that are newer than its
 * tables (Unicode 6.1) for letters, and cut words at the vowels of many scripts.
 */
export function wordsOf(text: string): string[] {
  return (ASCII.test(text) ? text.toLowerCase() : fold(text)).match(WORD) ?? [];
}

/** What the full text index is given: FTS5 cuts ASCII just as we do, and finds no more to do in the rest. */
export function toIndexedText(text: string): string {
  return ASCII.test(text) ? text : wordsOf(text).join(' ');
}

/** What a plain text search looks for: terms, each of one or more words that follow one another. */
export function termsOf(search: string): string[][] {
  return search
    .split(/[\s\0]+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

/** Composed again at the end, or a Korean syllable would be found by its first letter alone. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(LETTERS_SINCE, ' ')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}
