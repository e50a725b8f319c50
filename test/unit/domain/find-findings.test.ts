import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeWebhook } from '../../../main/domain/describe-webhook.ts';
import { MOST_FINDINGS } from '../../../shared/vonage/finding.ts';
import { aStoredRequest } from '../../support/arrivals.ts';
import { bodyOf, fixtures, targetOf } from '../../support/fixtures.ts';

type Fields = Parameters<typeof aStoredRequest>[0];

const findingsOf = (fields: Fields) => describeWebhook(aStoredRequest(fields)).findings();
const STATUS = JSON.parse(
  '{"message_uuid":"m","to":"1","from":"2","timestamp":"2025-01-15T09:30:00Z","channel":"rcs","status":"read"}',
) as object;

test.each(fixtures.filter(({ name }) => !name.includes('inbound-unknown')))(
  '$name as it is sent has no findings',
  (fixture) => {
    const rawHeaders = Object.entries(fixture.headers).flat();
    expect(
      findingsOf({ method: fixture.method, target: targetOf(fixture), rawHeaders, body: bodyOf(fixture) }),
    ).toEqual([]);
  },
);

describe('a body that can’t be read says where', () => {
  test.each<[string, Fields, string, object | null]>([
    [
      'broken JSON',
      { body: '{\n  "a": 1\n  "b": 2\n}' },
      'Not valid JSON: a comma is missing at line 3, column 3.',
      { offset: 13, line: 3, column: 3 },
    ],
    [
      'JSON that was cut',
      { body: '{"message_uuid":"m","to' },
      'Not valid JSON: the text in quotes does not end at line 1, column 21.',
      { offset: 20, line: 1, column: 21 },
    ],
    ['no JSON and no form', { body: '<xml/>' }, 'This is not JSON, nor a form.', null],
    ['a list', { body: '[1]' }, 'This is JSON, but not an object with named fields.', null],
    ['an empty POST', { body: '' }, 'The body is empty, and the URL has no parameters.', null],
    ['blanks', { body: ' \n' }, 'The body holds nothing but blanks.', null],
  ])('%s', (_, fields, words, place) => {
    expect(findingsOf(fields)).toEqual([{ what: expect.any(String), path: [], words, place }]);
  });
});

describe('a charset that does not fit', () => {
  test('says where the first broken byte is', () => {
    const text = Buffer.from(JSON.stringify({ ...STATUS, client_ref: 'caf\u00e9' }), 'latin1');
    expect(findingsOf({ body: text })).toEqual([
      {
        what: 'charset',
        path: [],
        words: 'Not valid UTF-8 at line 1, column 125: broken bytes show as \ufffd.',
        place: { offset: 124, line: 1, column: 125 },
      },
    ]);
    expect(findingsOf({ body: text, rawHeaders: ['Content-Type', 'application/json; charset=latin1'] })).toEqual([]);
  });

  test('says its name where nobody knows it', () => {
    const findings = findingsOf({ body: JSON.stringify(STATUS), rawHeaders: ['content-type', 'a/b;charset=klingon'] });
    expect(findings.map(({ words }) => words)).toEqual([
      'The charset “klingon” is not known; the body is read as UTF-8.',
    ]);
  });

  test('is none where somebody wrote the replacement character himself', () => {
    expect(findingsOf({ body: JSON.stringify({ ...STATUS, client_ref: '\ufffd' }) })).toEqual([]);
  });
});

test('names that come twice and numbers too long for a double are told beside the rest', () => {
  const body = JSON.stringify(STATUS).replace('{', '{"status":"submitted","client_ref":12345678901234567890,');
  expect(findingsOf({ body }).map(({ what, path, words }) => [what, path, words])).toEqual([
    ['retyped', ['client_ref'], 'is a number; text is documented'],
    ['duplicate', ['status'], 'comes more than once; most parsers keep the last'],
    [
      'inexact',
      ['client_ref'],
      'is 12345678901234567890, which JavaScript and many parsers would change to 12345678901234567000',
    ],
  ]);
});

test('a URL check has none', () => {
  expect(findingsOf({ method: 'GET', target: '/webhooks/event', body: '' })).toEqual([]);
});

test('whatever is sent, they are few, and short', () => {
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(text)),
  );
  const mixed = fc
    .tuple(fc.constantFrom(...fixtures.filter(({ body }) => typeof body === 'object' && body !== null)), fc.json())
    .map(([fixture, junk]) => {
      const names = Object.keys(fixture.body as object);
      const name = names[junk.length % names.length] ?? 'x';
      return Buffer.from(JSON.stringify({ ...(fixture.body as object), [name]: JSON.parse(junk) as unknown }));
    });
  fc.assert(
    fc.property(fc.oneof(body, mixed), (bytes) => {
      const findings = findingsOf({ body: bytes });
      expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS);
      for (const { path, words } of findings) expect(words.length + path.join('').length).toBeLessThan(2_000);
    }),
    { numRuns: 500 },
  );
});
