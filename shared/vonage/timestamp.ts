import { has, toText } from './read.ts';
import type { Payload } from './understanding.ts';

/** Date, time, up to nine decimals, and a zone. Without a zone it is UTC: the SMS API writes none (7.2). */
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt]| {1,2})(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(?:Z|UTC|GMT)| ?([+-])(\d\d):?(\d\d)?)?$/i;
const UNIX = /^\d{9,14}(?:\.\d+)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EARLIEST_YEAR = 1970;
/** A larger number can't be seconds (that would be the year 5138), a smaller one can't be milliseconds (1973). */
const FIRST_MILLISECONDS = 100_000_000_000;

/** The first of the named parameters that can be read as a time, in milliseconds since 1970 UTC. */
export function timeOf(payload: Payload, ...names: readonly string[]): number | null {
  for (const name of names) {
    if (!has(payload, name)) continue;
    const time = parseTimestamp(payload[name]);
    if (time !== null) return time;
  }
  return null;
}

/**
 * Reads every time form that Vonage writes (3.2, 7.2, 9.4): ISO, the older `2020-01-01 14:00:00 UTC`, the zoneless SMS
 * form, and unix seconds or milliseconds. `Date.parse` is no help: it reads zoneless times as local ones and moves
 * 30 February into March.
 */
export function parseTimestamp(value: unknown): number | null {
  const text = toText(value)?.trim();
  if (text === undefined || text.length > 40) return null;
  const match = DATE_TIME.exec(text);
  return match === null ? parseUnix(text) : fromParts(match);
}

function fromParts(match: RegExpExecArray): number | null {
  const [, year, month, day, hour, minute, second, decimals, sign, offsetHours, offsetMinutes] = match;
  const [y, mo, d, h, mi] = [Number(year), Number(month), Number(day), Number(hour), Number(minute)];
  const [s, oh, om] = [Number(second ?? 0), Number(offsetHours ?? 0), Number(offsetMinutes ?? 0)];
  const isReal = y >= EARLIEST_YEAR && mo >= 1 && mo <= 12 && d >= 1 && d <= daysIn(y, mo);
  if (!isReal || h > 23 || mi > 59 || s > 59 || oh > 15 || om > 59) return null;
  const milliseconds = decimals === undefined ? 0 : Number(decimals.padEnd(3, '0').slice(0, 3));
  const offset = (oh * 60 + om) * 60_000 * (sign === '-' ? -1 : 1);
  return Date.UTC(y, mo - 1, d, h, mi, s, milliseconds) - offset;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

function parseUnix(text: string): number | null {
  if (!UNIX.test(text)) return null;
  const number = Number(text);
  return Math.floor(number >= FIRST_MILLISECONDS ? number : number * 1_000);
}
