import { expect, test } from 'vitest';

import { toLine, toPairs } from '../../../shared/vonage/line.ts';

test.each([
  ['Hello', 'Hello'],
  ['  Hello  ', 'Hello'],
  ['One\r\n\r\ntwo\tthree', 'One two three'],
  ['a\u0000b\u001bc\u009fd\u2028e\u2029f\u0085g', 'a b c d e f g'],
  ['🚀', '🚀'],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['x'.repeat(201), `${'x'.repeat(199)}…`],
  ['🚀'.repeat(200), '🚀'.repeat(200)],
  ['🚀'.repeat(201), `${'🚀'.repeat(199)}…`],
  [`${'x'.repeat(198)} ${'y'.repeat(9)}`, `${'x'.repeat(198)}…`],
  [`${' '.repeat(1_000_000)}end`, 'end'],
])('%j becomes "%s"', (text, line) => {
  expect(toLine(text)).toBe(line);
});

test.each(['', '   ', '\n\r\t', '\u0000\u0007', '\u200b\u200d\ufeff', '\u00a0\u3000'])('%j can’t be seen', (text) => {
  expect(toLine(text)).toBeNull();
});

test('a megabyte costs no more than a line', () => {
  const text = 'word '.repeat(200_000);
  expect(toLine(text)).toHaveLength(200);
  expect(toLine('🚀'.repeat(500_000))).toBe(`${'🚀'.repeat(199)}…`);
});

test.each<[unknown, string]>([
  [{}, ''],
  [{ a: 1, b: 'two', c: true, d: null }, 'a: 1, b: two, c: true, d: none'],
  [{ a: { b: 1 }, c: [1] }, 'a: …, c: …'],
  [[1], '1 item'],
  [[], '0 items'],
  ['text', 'text'],
  [null, ''],
  [undefined, ''],
  [
    Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => [name, 1])),
    'a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1',
  ],
])('the members of %j read "%s"', (value, pairs) => {
  expect(toPairs(value)).toBe(pairs);
});
