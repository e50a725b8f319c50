import type { Filter, Pattern } from './filter.ts';
import { printAmount } from './filter-amount.ts';
import type { ValueWord } from './filter-words.ts';
import { printTime } from './filter-time.ts';

/** Text that needs no quotes, as a bare word and as a value. */
const PLAIN_WORD = /^[\p{L}\p{N}_@.+#/][\p{L}\p{N}_@.+#/-]*$/u;
const PLAIN_VALUE = /^[^\s",()*:\\]+$/;

/** The filter as text, in one way of writing: reading that again gives the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case 'all':
      return filter.parts.map(printFilter).join(' ');
    case 'any':
      return `or(${filter.parts.map(printFilter).join(', ')})`;
    case 'not':
      return `not(${printFilter(filter.part)})`;
    case 'text':
      return PLAIN_WORD.test(filter.text) ? filter.text : `text:${quote(filter.text)}`;
    case 'contains':
      return `contains:${quote(filter.text)}`;
    case 'values':
      return `${filter.word}:${filter.values.map(printPattern).join(',')}`;
    case 'amount':
      return `${filter.word}:${filter.tests.map((test) => printAmount(filter.word, test)).join(',')}`;
    case 'time':
      return `${filter.word}:${printTime(filter.time)}`;
  }
}

/** `word:value`, with quotes where the value needs them: how a cell becomes a filter. */
export function printValue(word: ValueWord, value: string): string {
  return `${word}:${printPattern([value])}`;
}

function printPattern(parts: Pattern): string {
  if (parts.every((part) => part === '' || PLAIN_VALUE.test(part))) return parts.join('*');
  return `"${parts.map(escape).join('*')}"`;
}

const quote = (text: string): string => `"${escape(text)}"`;

function escape(text: string): string {
  return text.replaceAll(/["*\\]/g, String.raw`\$&`);
}
