import { cut, isObject, toText } from './read.ts';
import type { Payload } from './understanding.ts';

const LONGEST_LINE = 200;
/** More than a line can show, so that the cost does not grow with the text. */
const LONGEST_LOOK = 4_000;
const MOST_PAIRS = 8;

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const BREAKS = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const VISIBLE = /[^\p{Z}\p{C}]/u;

/** One line for a list, at most 200 characters; null where nothing of it could be seen. */
export function toLine(text: string): string | null {
  const looked = cut(text.trimStart(), LONGEST_LOOK);
  const line = looked.replace(BREAKS, ' ').trim();
  if (!VISIBLE.test(line)) return null;
  return line.length <= LONGEST_LINE ? line : cutLine(line);
}

/** The members of an object that we know nothing about, such as `order: 7781, step: 2`. Does not look deeper. */
export function toPairs(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (!isObject(value)) return toText(value) ?? '';
  const pairs: string[] = [];
  for (const name of Object.keys(value)) {
    if (pairs.length === MOST_PAIRS) break;
    pairs.push(`${name}: ${toMember(value, name)}`);
  }
  return pairs.join(', ');
}

/** `null` and empty parts are left out. */
export function join(separator: string, ...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(separator);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function toMember(object: Payload, name: string): string {
  const value = object[name];
  if (value === null) return 'none';
  return cut(toText(value) ?? '…', LONGEST_LINE);
}

/** Counts characters, not UTF-16 units, so that no emoji is halved. */
function cutLine(line: string): string {
  let end = 0;
  let count = 0;
  let lastEnd = 0;
  for (const character of line) {
    count += 1;
    if (count > LONGEST_LINE) return `${line.slice(0, lastEnd).trimEnd()}…`;
    end += character.length;
    if (count < LONGEST_LINE) lastEnd = end;
  }
  return line;
}
