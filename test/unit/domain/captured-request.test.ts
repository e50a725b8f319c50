import { describe, expect, test } from 'vitest';

import { headerValue, pathOf, queryOf } from '../../../main/domain/captured-request.ts';

describe('a target is cut at its first question mark', () => {
  test.each([
    ['/a', '/a', ''],
    ['/a?', '/a', ''],
    ['/a?b=c?d', '/a', 'b=c?d'],
    ['?b', '', 'b'],
    ['', '', ''],
    ['http://host/a?b', 'http://host/a', 'b'],
    ['*', '*', ''],
  ])('%j', (target, path, query) => {
    expect(pathOf(target)).toBe(path);
    expect(queryOf(target)).toBe(query);
  });
});

describe('a header is found', () => {
  const headers = ['X-First', 'one', 'x-first', 'two', 'EMPTY', '', 'Value', 'x-first'];
  test.each([
    ['x-first', 'one'],
    ['empty', ''],
    ['value', 'x-first'],
    ['missing', null],
    ['two', null],
    ['', null],
  ])('%j: %j', (name, value) => expect(headerValue(headers, name)).toBe(value));

  test('and a name without a value is none', () => expect(headerValue(['X-First'], 'x-first')).toBeNull());
});
