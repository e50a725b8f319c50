import { runInNewContext } from 'node:vm';

import { array, assert, constantFrom, dictionary, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { setFormParameter, setJsonParameter } from '../../../main/signature/parameters-text.ts';

describe('a form', () => {
  test.each([
    ['a=1&sig=old&b=%20', 'new', 'a=1&sig=new&b=%20'],
    ['a=1', 'x y&z', 'a=1&sig=x+y%26z'],
    ['', '1', 'sig=1'],
    ['s%69g=old&A=+', '1', 'sig=1&A=+'],
    ['sig=1&a=2&sig=3', null, 'a=2'],
    ['sig=1&a=2&sig=3&s%69g=4', 'x', 'sig=x&a=2'],
    ['signature=1&xsig=2', null, 'signature=1&xsig=2'],
  ])('%j with sig %j is %j', (text, value, expected) => expect(setFormParameter(text, 'sig', value)).toBe(expected));
});

/**
 * In a context without a past: once Node 24.21 (V8 13.6) has read an object with the key `\\`, it takes any key that begins
 * with an escape for that one.
 */
const read = (text: string): unknown => runInNewContext('JSON.parse(text)', { text });

describe('JSON', () => {
  test.each([
    ['{ "a": 1.50, "sig" : "old" ,"b":"\\u00e9" }\n', 'new', '{ "a": 1.50, "sig" : "new" ,"b":"\\u00e9" }\n'],
    ['{"a":1}', 'x', '{"a":1,"sig":"x"}'],
    ['{ }', 'x', '{"sig":"x" }'],
    ['{"sig":"1","a":2}', null, '{"a":2}'],
    ['{"a":2, "sig":"1"}', null, '{"a":2}'],
    ['{"sig":"1"}', null, '{}'],
    ['{"sig":12}', '13', '{"sig":13}'],
    ['{"text":"\\"sig\\":\\"no\\"","sig":"1"}', '2', '{"text":"\\"sig\\":\\"no\\"","sig":"2"}'],
    ['{"deep":{"sig":"inner"},"sig":"1"}', '2', '{"deep":{"sig":"inner"},"sig":"2"}'],
    [
      '{"sig":"1", "a":12345678901234567890,"\\u0073ig":[2] , "sig":"3" }',
      'x',
      '{"sig":"x", "a":12345678901234567890 }',
    ],
    ['{"sig":"1","sig":"2","a":1,"sig":{"b":[]}}', null, '{"a":1}'],
    ['{"sig":"1","sig":"2"}', null, '{}'],
    ['\ufeff{"a":[{"sig":1},"}"]}', 'x', '\ufeff{"a":[{"sig":1},"}"],"sig":"x"}'],
  ])('%j with sig %j is %j', (text, value, expected) => {
    expect(setJsonParameter(text, 'sig', value)).toBe(expected);
  });

  test('says in the end what was asked for, whatever was there', () => {
    const word = oneof(string(), constantFrom('sig', '"sig":"x"', ',"sig":1', '\\'));
    assert(
      property(dictionary(word, word), word, (payload, value) => {
        const { sig: _old, ...others } = payload;
        expect(read(setJsonParameter(JSON.stringify(payload), 'sig', value))).toEqual({ ...others, sig: value });
        expect(read(setJsonParameter(JSON.stringify(payload), 'sig', null))).toEqual(others);
      }),
    );
  });
});

test('a form says in the end what was asked for, and the rest as before', () => {
  assert(
    property(array(tuple(string(), string())), string(), (pairs, value) => {
      const text = new URLSearchParams(pairs).toString();
      const set = Array.from(new URLSearchParams(setFormParameter(text, 'sig', value)));
      expect(set.filter(([name]) => name !== 'sig')).toEqual(
        Array.from(new URLSearchParams(text)).filter(([name]) => name !== 'sig'),
      );
      expect(set.filter(([name]) => name === 'sig')).toEqual([['sig', new URLSearchParams([['a', value]]).get('a')]]);
    }),
  );
});
