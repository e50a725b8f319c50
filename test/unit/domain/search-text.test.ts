import { describe, expect, test } from 'vitest';

import { decodePayload } from '../../../main/domain/decode-payload.ts';
import { SEARCHED_CHARACTERS, searchText } from '../../../main/domain/search-text.ts';
import { aStoredRequest } from '../../support/arrivals.ts';

function textOf(fields: Parameters<typeof aStoredRequest>[0]): string {
  const request = aStoredRequest(fields);
  const { parameters, text } = decodePayload(request);
  return searchText(request, parameters, text);
}

describe('a webhook is found by', () => {
  test.each([
    ['its method and path', { method: 'PUT', target: '/webhooks/mine' }, ['PUT', '/webhooks/mine']],
    ['its query, decoded', { method: 'GET', target: '/x?text=two+w%C3%B6rds' }, ['two wörds']],
    ['a query that cannot be decoded, as it is', { target: '/x?text=100%' }, ['/x?text=100%']],
    ['its headers', { rawHeaders: ['X-Request-Id', 'abc-1'] }, ['X-Request-Id', 'abc-1']],
    [
      'names and values of its body',
      { body: '{"text":"h\\u00e9llo","n":{"a":[1,true]}}' },
      ['text', 'héllo', 'n', 'a', '1', 'true'],
    ],
    ['a form', { body: 'msisdn=447700900001&text=a%20b' }, ['msisdn', '447700900001', 'a b']],
    ['a body that is no JSON', { body: '<xml>plain words</xml>' }, ['<xml>plain words</xml>']],
    ['a body that is broken JSON', { body: '{"text":"cut' }, ['{"text":"cut']],
  ] as const)('%s', (_name, fields, words) => {
    const text = textOf(fields);
    for (const word of words) expect(text).toContain(word);
  });
});

test('tokens and what every request has are not in the index', () => {
  const text = textOf({
    rawHeaders: ['Authorization', 'Bearer eyJ.a.b', 'cookie', 'session=1', 'Host', 'example', 'X-Kept', 'kept'],
  });
  expect(text).not.toMatch(/eyJ|session|example/);
  expect(text).toContain('kept');
});

test('null members leave no word, and hide none after them', () => {
  expect(textOf({ body: '{"a":null,"b":[null,"last"],"c":{}}' }).split(/\s+/)).toEqual(
    expect.arrayContaining(['a', 'b', 'c', 'last']),
  );
  expect(textOf({ body: '{"a":null}' })).not.toContain('null');
});

test('a body nested 100,000 levels deep does not end the walk', () => {
  const deep = `{"a":${'['.repeat(100_000)}"bottom"${']'.repeat(100_000)}}`;
  expect(textOf({ body: deep })).toContain('bottom');
});

test('only so much of one webhook is searched', () => {
  const text = textOf({ body: JSON.stringify({ text: 'word '.repeat(1_000_000) }) });
  expect(text).toHaveLength(SEARCHED_CHARACTERS);
});

test('what is in a body is searched in its order, and of a large one the beginning', () => {
  expect(textOf({ body: '{"text":"order","parts":["12","b",{"n":1}],"to":"x"}' })).toMatch(
    / text order parts 12 b n 1 to x$/,
  );
  const long = JSON.stringify({ text: 'needle', filler: ['x'.repeat(SEARCHED_CHARACTERS)] });
  expect(textOf({ body: long })).toContain('needle');
});
