import { z } from 'zod';

import { parseTimestamp } from './timestamp.ts';

/**
 * The words that schemas of kinds are written in.
 *
 * A kind gets them as an argument and never imports this file, because the page shows kinds too and must not carry zod.
 */

export type Schema = z.ZodType;
export type Members = Readonly<Record<string, Schema>>;
export type Vocabulary = typeof vocabulary;

/** What a check of our own adds to its issue. */
export interface Expectation {
  /** Completes the sentence `It should be …`. */
  readonly expected: string;
  /** The values that are known, where it is one of a list. */
  readonly values?: readonly string[];
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const FLAG = /^(?:true|false)$/i;

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));

/** All members of `required` have to be there; those of `optional` may be missing, null or empty. */
function object(required: Members, optional: Members = {}): Schema {
  return z.strictObject({ ...required, ...toOptional(optional) });
}

/** An object that may hold more than is documented. */
function open(required: Members, optional: Members = {}): Schema {
  return z.looseObject({ ...required, ...toOptional(optional) });
}

function toOptional(members: Members): Members {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, schema.nullish()]));
}

/** One of these values, whatever the letter case. */
function oneOf(...values: readonly string[]): Schema {
  const known = new Set(values.map((value) => value.toLowerCase()));
  return check((value) => typeof value === 'string' && known.has(value.toLowerCase()), { expected: 'text', values });
}

/** A code out of a table, as text or as a number. */
function codeOf(codes: ReadonlyMap<string, unknown>): Schema {
  return check((value) => (typeof value === 'string' || typeof value === 'number') && codes.has(String(value)), {
    expected: 'a code',
    values: [...codes.keys()],
  });
}

function check(isRight: (value: unknown) => boolean, expectation: Expectation): Schema {
  return z.custom(isRight, { params: { ...expectation } });
}

export const vocabulary = {
  object,
  open,
  oneOf,
  codeOf,
  list: (item: Schema): Schema => z.array(item),
  either: (first: Schema, second: Schema): Schema => z.union([first, second]),
  text: z.string() as Schema,
  number: z.number() as Schema,
  /** A number, or text that holds one: Vonage writes prices and counts both ways (13.1). */
  numeric: check(isNumeric, { expected: 'a number' }),
  textOrNumber: check((value) => typeof value === 'string' || typeof value === 'number', {
    expected: 'text or a number',
  }),
  /** True or false; SMS API and forms write them as text. */
  flag: check((value) => typeof value === 'boolean' || (typeof value === 'string' && FLAG.test(value)), {
    expected: 'true or false',
  }),
  /** In any of the forms that Vonage writes (3.2, 7.2). */
  time: check((value) => typeof value === 'string' && parseTimestamp(value) !== null, { expected: 'a time' }),
  anything: z.unknown() as Schema,
};
