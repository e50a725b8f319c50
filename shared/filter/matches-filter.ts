import type { AmountTest, Condition, Filter, Pattern } from './filter.ts';
import { spanOf } from './filter-time.ts';
import type { ValueWord } from './filter-words.ts';
import { KIND_GROUP_NAMES } from './filter-words.ts';
import { wellFormed } from '../well-formed.ts';

/** What a filter asks of one webhook: what the index has of it, in the words of the language. */
export interface FilteredWebhook {
  readonly group: 'inbound' | 'status' | 'other';
  readonly kind: string;
  readonly api: string;
  readonly channel: string | null;
  readonly status: string | null;
  readonly error: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly id: string | null;
  readonly account: string | null;
  /** Null where nobody has looked yet. */
  readonly sig: string | null;
  /** Why the signature is not verified. */
  readonly reason: string | null;
  readonly via: string;
  /** How much is noticed about it; null for nothing. */
  readonly findings: number | null;
  /** What the person wrote about it; null for nothing. */
  readonly note: string | null;
  /** Microseconds since 1970 UTC. */
  readonly receivedAt: number;
  /** In microseconds. */
  readonly took: number;
  /** In bytes. */
  readonly size: number;
  readonly answer: number;
  /** Whether it has a value of `is:`. */
  readonly hasMark: (mark: string) => boolean;
  /** Whether its text or its note has this, as the search finds it. */
  readonly hasWords: (text: string) => boolean;
  /** Whether its body has these characters. */
  readonly contains: (text: string) => boolean;
}

/** Whether a webhook matches, without an index: the same answer as the index gives. `now` is in milliseconds. */
export function matchesFilter(filter: Filter, webhook: FilteredWebhook, now: number): boolean {
  switch (filter.type) {
    case 'all':
      return filter.parts.every((part) => matchesFilter(part, webhook, now));
    case 'any':
      return filter.parts.some((part) => matchesFilter(part, webhook, now));
    case 'not':
      return !matchesFilter(filter.part, webhook, now);
    default:
      return meets(filter, webhook, now);
  }
}

function meets(condition: Condition, webhook: FilteredWebhook, now: number): boolean {
  switch (condition.type) {
    case 'text':
      return webhook.hasWords(condition.text);
    case 'contains':
      return webhook.contains(condition.text);
    case 'values':
      return condition.values.some((pattern) => hasValue(condition.word, pattern, webhook));
    case 'amount':
      return condition.tests.some((test) => compares(webhook[condition.word], test));
    case 'time': {
      const { start, end } = spanOf(condition.time, now);
      const isBefore = (ms: number): boolean => webhook.receivedAt < ms * 1_000;
      if (condition.word === 'before') return isBefore(start);
      return !isBefore(start) && (condition.word === 'after' || isBefore(end));
    }
  }
}

function hasValue(word: ValueWord, pattern: Pattern, webhook: FilteredWebhook): boolean {
  const [name = ''] = pattern;
  switch (word) {
    case 'kind':
      return KIND_GROUP_NAMES.has(name) ? webhook.group === name : webhook.kind === name;
    case 'is':
      return webhook.hasMark(name);
    case 'has':
      return webhook[name as 'status'] !== null;
    case 'number':
      return matchesPattern(pattern, webhook.from) || matchesPattern(pattern, webhook.to);
    case 'sig':
      return webhook.sig === name || webhook.reason === name;
    case 'id':
      return wellFormed(webhook.id ?? '') === wellFormed(name) && webhook.id !== null;
    default:
      return matchesPattern(pattern, webhook[word]);
  }
}

function matchesPattern(pattern: Pattern, value: string | null): boolean {
  if (value === null) return false;
  const folded = fold(value);
  const [first = '', ...others] = pattern.map(fold);
  const last = others.pop();
  if (last === undefined) return folded === first;
  // No pattern matches a NUL: for SQLite's LIKE a text ends there.
  if (folded.includes('\0') || folded.length < first.length + last.length) return false;
  if (!folded.startsWith(first) || !folded.endsWith(last)) return false;
  const middle = folded.slice(first.length, folded.length - last.length);
  let at = 0;
  return others.every((part) => {
    const found = middle.indexOf(part, at);
    at = found + part.length;
    return found !== -1;
  });
}

/** As the index compares: case counts beyond ASCII only. */
function fold(text: string): string {
  return wellFormed(text).replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function compares(value: number, { compare, amount }: AmountTest): boolean {
  switch (compare) {
    case '=':
      return value === amount;
    case '>':
      return value > amount;
    case '>=':
      return value >= amount;
    case '<':
      return value < amount;
    case '<=':
      return value <= amount;
  }
}
