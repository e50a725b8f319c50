import type { Payload } from './understanding.ts';

/** Ids, numbers and statuses are short; a longer value is noise, and every list would have to carry it. */
const LONGEST_VALUE = 256;

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a parameter says anything: null, the empty text and the text `null` of GET webhooks are no value (13.1). */
export function has(payload: Payload, name: string): boolean {
  const value = payload[name];
  return value !== undefined && value !== null && value !== '' && value !== 'null';
}

/** The first of the named parameters that has a value, as text. Numbers and booleans are accepted where text is the rule. */
export function textOf(payload: Payload, ...names: readonly string[]): string | null {
  for (const name of names) {
    if (!has(payload, name)) continue;
    const text = toText(payload[name]);
    if (text !== null) return cut(text, LONGEST_VALUE);
  }
  return null;
}

/** A number, or text that holds one. */
export function numberOf(payload: Payload, name: string): number | null {
  const text = has(payload, name) ? toText(payload[name]) : null;
  if (text === null || text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

export function objectOf(payload: Payload, name: string): Payload | null {
  const value = payload[name];
  return isObject(value) ? value : null;
}

/** An object, or the JSON text of one: that is how GET webhooks carry `dtmf`, `speech` and the like (2.1). */
export function parsedObjectOf(payload: Payload, name: string): Payload | null {
  const value = payload[name];
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return isObject(value) ? value : null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null; // text that only looks like JSON stays text
  }
}

export function listOf(payload: Payload, name: string): readonly unknown[] {
  const value = payload[name];
  return Array.isArray(value) ? value : [];
}

/** A sender or recipient: plain text, or the older `{ type, number }` and `{ type, id }` (5.1). */
export function endpointOf(payload: Payload, name: string): string | null {
  const endpoint = objectOf(payload, name);
  return endpoint === null ? textOf(payload, name) : textOf(endpoint, 'number', 'id', 'user', 'uri', 'name');
}

export function toText(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

/** At most `length` UTF-16 units, without leaving half of a character at the end. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const splitsPair = last >= 0xd8_00 && last <= 0xdb_ff;
  return text.slice(0, splitsPair ? length - 1 : length);
}
