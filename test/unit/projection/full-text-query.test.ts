import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { toFullTextQuery } from '../../../main/projection/full-text-query.ts';
import { openFullText } from '../../support/full-text.ts';

describe('a search becomes a query that has all of its words, each from its beginning', () => {
  test.each([
    ['order 77', '"order"* "77"*'],
    ['  spaced\tout\n', '"spaced"* "out"*'],
    ['order-7781', '"order-7781"*'],
    ['a.b', '"a b"*'],
    ['', null],
    [' \t\0', null],
    ['"*()^:', null],
    ['🤔', null],
  ])('%j', (search, query) => expect(toFullTextQuery(search)).toBe(query));
});

const hostile = [
  '"',
  '""',
  '"""',
  '"unclosed',
  'un"closed',
  "it's",
  '*',
  'a*',
  '*a',
  'a AND b',
  'AND',
  'OR NOT',
  'NEAR(a b, 5)',
  'NEAR',
  '(a',
  'a)',
  '((((((((',
  'text:a',
  'text : a',
  '{text}:a',
  '-text:a',
  '^a',
  '+a +b',
  'a,b',
  ';DROP TABLE webhooks_text',
  "'; DROP TABLE webhooks; --",
  'a\0b',
  '\0',
  '\\',
  '%_',
  '\ud800',
  '\udc00a',
  '\u202eabc',
  'ﷺ'.repeat(1_000),
  'é'.repeat(1_000),
  'x'.repeat(1_000),
  'x '.repeat(500),
  Array.from({ length: 250 }, (_, index) => `w${index}`).join(' '),
  'a.'.repeat(500),
  '-'.repeat(1_000),
  '"a" '.repeat(250),
  '你好',
  '🤔🎉',
  'rowid',
  'rank',
  'webhooks_text',
];

test.each(hostile)('the real index answers %j and does not throw', (search) => {
  const index = openFullText();
  expect(index.found('nothing of this', search)).toBe(search.trim() === '');
});

test('no search of up to 1,000 characters makes the real index throw', () => {
  const index = openFullText();
  const syntax = fc.constantFrom(
    '"',
    '*',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR',
    '^',
    ':',
    '{',
    '}',
    '+',
    '-',
    '\0',
    ' ',
    'a',
  );
  const search = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1_000 }),
    fc.array(syntax, { maxLength: 250 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(search, (text) => void index.found('some text', text)),
    { numRuns: 500 },
  );
});
