import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasSurprises } from '../../../main/domain/has-surprises.ts';
import { isInexact, lookAtJson } from '../../../shared/look-at-json.ts';

describe('breaks', () => {
  test.each([
    ['{"a": tru}', 6, 'this is no JSON value'],
    ['{\n  "a": 1\n  "b": 2\n}', 13, 'a comma is missing'],
    ['{"a": 1,}', 8, 'a name in double quotes is missing'],
    ["{'a': 1}", 1, 'a name in double quotes is missing'],
    ['[1,]', 3, 'this is no JSON value'],
    ['{"a" 1}', 5, 'a colon is missing'],
    ['{"a": "no end', 6, 'the text in quotes does not end'],
    ['{"a": "line\nend"}', 11, 'a control character must be escaped'],
    [String.raw`{"a": "\x"}`, 7, 'this escape does not exist in JSON'],
    [String.raw`{"a": "\u12"}`, 7, 'this escape does not exist in JSON'],
    ['{"a": 1', 7, 'the closing } is missing'],
    ['[[1]', 4, 'the closing ] is missing'],
    ['{"a":', 5, 'a value is missing'],
    ['[1, 2] x', 7, 'something follows after the end of the JSON'],
    ['{"a": 1 /* no */}', 8, 'a comma is missing'],
    ['{"a": NaN}', 6, 'this is no JSON value'],
    ['{"a": 01}', 7, 'a comma is missing'],
    ['', 0, 'a value is missing'],
  ])('%j at %d', (text, offset, reason) => {
    expect(lookAtJson(text).broken).toEqual({ reason, offset });
  });

  test('just where JSON.parse does', () => {
    const almost = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '1e', '-', '\u0000', ' '),
      )
      .map(
        ([text, at, cut, extra]) =>
          text.slice(0, at % (text.length + 1)) + extra + text.slice((at % (text.length + 1)) + cut),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), almost, fc.string()), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(lookAtJson(text).broken === null).toBe(isJson);
      }),
      { numRuns: 2_000 },
    );
  });

  test('however deep it is', () => {
    const deep = '['.repeat(100_000);
    expect(lookAtJson(deep).broken).toMatchObject({ offset: 100_000 });
    expect(lookAtJson(deep + ']'.repeat(100_000)).broken).toBeNull();
  });
});

test('names that come again are told with their way and place', () => {
  const { duplicates } = lookAtJson(String.raw`{"a":1,"b":[{"c":1,"c":2}],"\u0061":3,"a":{"a":1}}`);
  expect(duplicates).toEqual([
    { path: ['b', 0, 'c'], offset: 19 },
    { path: ['a'], offset: 27 },
    { path: ['a'], offset: 38 },
  ]);
});

test('numbers that a double can’t hold are told with their way and place', () => {
  const { inexact } = lookAtJson('{"a":[1,12345678901234567890],"b":0.1,"c":1e400,"d":9007199254740993}');
  expect(inexact).toEqual([
    { path: ['a', 1], offset: 8, literal: '12345678901234567890' },
    { path: ['c'], offset: 42, literal: '1e400' },
    { path: ['d'], offset: 52, literal: '9007199254740993' },
  ]);
});

test.each(['0', '-1', '1.10', '100000000000000000000', '1e20', '0.1', '9007199254740992', '1736933400000', '1e-7'])(
  '%s stays what it is',
  (literal) => expect(isInexact(literal)).toBe(false),
);

const quick = (text: string): boolean => hasSurprises(text, JSON.parse(text));

describe('the quick look', () => {
  test.each([
    '{}',
    '{"a":{"b":[{"c":1},{"c":2}]},"d":"x: y, 12345678901234567890 \\" {\\"a\\":1}"}',
    String.raw`{"a":"\\","b":"\\\\\"","__proto__":{"a":1}}`,
    '{"price":"0.03330000","time":1736933400000,"lat":-51.5007}',
  ])('passes over %s', (text) => expect(quick(text)).toBe(false));

  test('sees whatever the close look finds', () => {
    const name = fc.constantFrom('"a"', '"b"', String.raw`"\u0061"`, '"c"');
    const number = fc.constantFrom('1', '-0.5', '1e400', '12345678901234567890', '0.10000000000000000000001', '"a:1"');
    const object = fc
      .array(fc.tuple(name, fc.oneof(number, fc.json())))
      .map((members) => `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`);
    fc.assert(
      fc.property(object, (text) => {
        const { duplicates, inexact } = lookAtJson(text);
        if (duplicates.length + inexact.length > 0) expect(quick(text)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
