import type { FilterWord } from './filter-words.ts';
import { FILTER_WORDS, findWord } from './filter-words.ts';

/** One way to go on with a filter that is being written. */
export interface Suggestion {
  /** The whole text, once it is taken. */
  readonly text: string;
  /** What it adds, as it is shown. */
  readonly label: string;
  /** What that means, in plain words. */
  readonly about: string;
  /** A condition that can stand as it is; otherwise its value is still to be written. */
  readonly isWhole: boolean;
}

const MOST = 8;
/** What is written after the last space, comma of `or(...)` or parenthesis. */
const LAST = /(?:^|[\s(]|,\s+)(-?)([^\s()"]*)$/;

/** How the text, written up to its end, could go on. Nothing inside of quotes. */
export function suggest(text: string): Suggestion[] {
  const quotes = text.replaceAll(/\\./g, '').split('"').length - 1;
  const [, minus = '', last = ''] = LAST.exec(text) ?? [];
  if (quotes % 2 === 1 || (last === '' && minus === '' && /\S$/.test(text) && !/[(,]$/.test(text))) return [];
  const before = text.slice(0, text.length - last.length);
  const colon = last.indexOf(':');
  const word = colon === -1 ? null : findWord(last.slice(0, colon));
  if (colon !== -1) return word === null ? [] : valuesOf(word, before, last.slice(colon + 1));
  return [...wordsLike(last, before), ...valuesLike(last, before)].slice(0, MOST);
}

function wordsLike(start: string, before: string): Suggestion[] {
  const lower = start.toLowerCase();
  return FILTER_WORDS.filter(({ name }) => name.startsWith(lower)).map(({ name, about }) => ({
    text: `${before}${name}:`,
    label: `${name}:`,
    about,
    isWhole: false,
  }));
}

/** A value may be written without its word: `deliv` is probably `status:delivered`. */
function valuesLike(start: string, before: string): Suggestion[] {
  const lower = start.toLowerCase();
  if (lower.length < 2) return [];
  return FILTER_WORDS.flatMap((word) =>
    word.values
      .filter(({ value }) => /^[a-z]/.test(value) && value.startsWith(lower))
      .map(({ value, about }) => whole(word, before, value, about)),
  );
}

function valuesOf(word: FilterWord, before: string, written: string): Suggestion[] {
  const comma = word.takes === 'values' ? written.lastIndexOf(',') + 1 : 0;
  const others = written.slice(0, comma);
  const known = others.split(',').slice(0, -1);
  if (word.isClosed && !known.every((one) => word.values.some(({ value }) => value === one.toLowerCase()))) return [];
  const start = written.slice(comma).toLowerCase();
  return word.values
    .filter(({ value }) => value.startsWith(start) && !known.includes(value))
    .map(({ value, about }) => whole(word, before, others + value, about))
    .slice(0, MOST);
}

function whole({ name, about: wordAbout }: FilterWord, before: string, value: string, about: string): Suggestion {
  const label = `${name}:${value}`;
  return { text: before + label, label, about: value.endsWith(about) ? wordAbout : about, isWhole: true };
}
