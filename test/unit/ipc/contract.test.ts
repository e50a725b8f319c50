import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { isChannel, isEvent } from '../../../shared/bridge.ts';
import { events, requests } from '../../../shared/contract.ts';

/** What is used here of a JSON Schema. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** The places of an input where a page could send as much as it likes, or anything at all. */
function unboundedParts(schema: z.ZodType, path: string): string[] {
  if (schema instanceof z.ZodVoid) return [];
  return walk(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape, path);
}

function walk(shape: Shape, path: string): string[] {
  if (shape.const !== undefined || shape.enum !== undefined) return [];
  const options = shape.anyOf ?? shape.oneOf;
  if (options !== undefined) return options.flatMap((option, index) => walk(option, `${path}|${index}`));
  // A tuple has as many parts as it names.
  if (shape.prefixItems !== undefined) return shape.prefixItems.flatMap((part, n) => walk(part, `${path}[${n}]`));
  switch (shape.type) {
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return [];
    case 'string':
      return shape.maxLength === undefined ? [path] : [];
    case 'array':
      return [...(shape.maxItems === undefined ? [path] : []), ...walk(shape.items ?? {}, `${path}[]`)];
    case 'object': {
      const members = Object.entries(shape.properties ?? {}).flatMap(([name, part]) => walk(part, `${path}.${name}`));
      return typeof shape.additionalProperties === 'object' ? [...members, `${path}.*`] : members;
    }
    default:
      return [`${path} (anything)`];
  }
}

test.each(Object.entries(requests))('%s takes no more than a bounded input', (channel, { input }) => {
  expect(unboundedParts(input, channel)).toEqual([]);
});

describe('the walk finds', () => {
  test.each([
    ['a string without end', z.object({ a: z.string() }), ['x.a']],
    ['an array without end', z.array(z.number()), ['x']],
    ['what lies deeper', z.object({ a: z.array(z.string().optional()).max(2) }), ['x.a[]']],
    ['a part of a pair', z.tuple([z.number(), z.string()]), ['x[1]']],
    ['one of several', z.union([z.object({}), z.string()]), ['x|1']],
    [
      'one of several kinds',
      z.discriminatedUnion('a', [z.object({ a: z.literal(1) }), z.object({ a: z.literal(2), b: z.string() })]),
      ['x|1.b'],
    ],
    ['what may be anything', z.object({ a: z.unknown() }), ['x.a (anything)']],
    ['names without end', z.record(z.string(), z.number()), ['x.*']],
    ['bytes that nobody counts', z.custom<Uint8Array>(), ['x (anything)']],
  ])('%s', (_name, schema, found) => expect(unboundedParts(schema, 'x')).toEqual(found));
});

describe('the bridge knows', () => {
  test.each(Object.keys(requests))('the request %s', (name) => expect(isChannel(name)).toBe(true));
  test.each(Object.keys(events))('the event %s', (name) => expect(isEvent(name)).toBe(true));
  test.each([
    '',
    'list',
    'list:ids ',
    'LIST:IDS',
    'webhook:*',
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
  ])('no %j', (name) => {
    expect(isChannel(name)).toBe(false);
    expect(isEvent(name)).toBe(false);
  });
  test('no event as a request and no request as an event', () => {
    expect(Object.keys(events).filter(isChannel)).toEqual([]);
    expect(Object.keys(requests).filter(isEvent)).toEqual([]);
  });
});

describe('a list query', () => {
  const { input } = requests['list:ids'];
  const query = { view: 'all', filter: '', after: 0 };
  test.each([
    ['as the list sends it', query, true],
    ['with a filter of 2,000 characters', { ...query, filter: 'x'.repeat(2_000) }, true],
    ['with a longer one', { ...query, filter: 'x'.repeat(2_001) }, false],
    ['for an unknown view', { ...query, view: 'secret' }, false],
    ['after half a webhook', { ...query, after: 0.5 }, false],
    ['after a negative one', { ...query, after: -1 }, false],
    ['without a view', { filter: '', after: 0 }, false],
    ['of null', null, false],
  ])('%s: %s', (_name, value, accepted) => expect(input.safeParse(value).success).toBe(accepted));
});
