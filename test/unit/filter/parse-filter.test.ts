import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EVERYTHING, FILTER_LIMITS } from '../../../shared/filter/filter.ts';
import { FILTER_WORDS } from '../../../shared/filter/filter-words.ts';
import { parseFilter } from '../../../shared/filter/parse-filter.ts';
import { printFilter } from '../../../shared/filter/print-filter.ts';
import { filtersOf } from '../../support/filters.ts';

/** How the filter is written in the one way that we write it; the place and the sentence where it can't be read. */
function read(text: string): string {
  const parsed = parseFilter(text);
  if (parsed.ok) return printFilter(parsed.filter);
  const { start, end, message } = parsed.error;
  return `${text.slice(start, end)} | ${message}`;
}

describe('a filter is read', () => {
  test.each([
    ['', ''],
    ['   \t ', ''],
    ['hello', 'hello'],
    ['hello  world', 'hello world'],
    ['Hello, world', 'text:"Hello," world'],
    ['"order 12"', 'text:"order 12"'],
    ['text:order', 'order'],
    ['text:a,b', 'or(a, b)'],
    ['447700900001', '447700900001'],
    ['+447700900001', '+447700900001'],
    ['smith@example.com', 'smith@example.com'],
    ['https://example.com/a?b=c', 'text:"https://example.com/a?b=c"'],
    ['12:30', 'text:"12:30"'],
    ['-dash', 'text:"-dash"'],
    ['kind:status', 'kind:status'],
    ['KIND:Status', 'kind:status'],
    ['status:delivered,read', 'status:delivered,read'],
    ['status:"delivered",read', 'status:delivered,read'],
    ['from:4479*', 'from:4479*'],
    ['from:**44**79**', 'from:*44*79*'],
    ['from:*', 'from:*'],
    ['from:"Vonage APIs"', 'from:"Vonage APIs"'],
    ['from:"Vonage*"', 'from:Vonage*'],
    [String.raw`from:"a \"b\" \\ \* \n"`, String.raw`from:"a \"b\" \\ \* \\n"`],
    ['from:"a:b",c', 'from:"a:b",c'],
    ['error:1320', 'error:1320'],
    ['sig:failed', 'sig:failed'],
    ['took:>500ms', 'took:>500ms'],
    ['took:>0.5s', 'took:>500ms'],
    ['took:>=1500us', 'took:>=1500us'],
    ['took:<2S', 'took:<2s'],
    ['took:<0µs', 'took:<0us'],
    ['size:>10KB', 'size:>10kb'],
    ['answer:200,204', 'answer:200,204'],
    ['answer:=200', 'answer:200'],
    ['answer:>=500', 'answer:>=500'],
    ['after:-2h', 'after:-2h'],
    ['before:Today', 'before:today'],
    ['on:2026-11-20', 'on:2026-11-20'],
    ['on:2026-11-20t10:00', 'on:2026-11-20T10:00'],
    ['after:2026-11-20T10:00:05z', 'after:2026-11-20T10:00:05Z'],
    ['after:2024-02-29', 'after:2024-02-29'],
    ['is:starred', 'is:starred'],
    ['not(kind:status)', 'not(kind:status)'],
    ['-kind:status', 'not(kind:status)'],
    ['-or(a,b)', 'not(or(a, b))'],
    ['not(a b)', 'not(a b)'],
    ['or(a, b)', 'or(a, b)'],
    ['or(a,b)', 'or(a, b)'],
    ['or(a)', 'a'],
    ['OR(a b,NOT(c))', 'or(a b, not(c))'],
    ['or(status:read,delivered)', 'status:read,delivered'],
    ['or(status:read, delivered)', 'or(status:read, delivered)'],
    ['or(status:read,kind:inbound)', 'or(status:read, kind:inbound)'],
    ['or(status:read,-kind:inbound,not(a))', 'or(status:read, not(kind:inbound), not(a))'],
    ['or( a , or(b, c) )', 'or(a, or(b, c))'],
    ['contains:"a, \\"b\\""', String.raw`contains:"a, \"b\""`],
    ['contains:**a**', String.raw`contains:"\*\*a\*\*"`],
    [
      'kind:status channel:whatsapp status:rejected from:4479* error:1320 sig:failed took:>500ms after:-2h is:starred text:"order 12" not(kind:status) or(a, b)',
      'kind:status channel:whatsapp status:rejected from:4479* error:1320 sig:failed took:>500ms after:-2h is:starred text:"order 12" not(kind:status) or(a, b)',
    ],
  ])('%j as %j', (text, canonical) => expect(read(text)).toBe(canonical));
});

describe('what cannot be read points at its place:', () => {
  test.each([
    ['kind:satus', 'satus | There is no kind:satus. Is it kind:status?'],
    [
      'a sig:perhaps',
      'perhaps | There is no sig:perhaps. Known: verified, failed, unsigned, no-secret, missing_authorization, not_bearer, malformed_token, alg_not_allowed, ...',
    ],
    ['kind:', 'kind: | kind: needs a value.'],
    ['from:"" a', 'from: | from: needs a value.'],
    ['sttus:read', 'sttus | There is no filter word sttus:. Is it status:? Put text with a colon in quotes.'],
    ['-stat:read', 'stat | There is no filter word stat:. Is it status:? Put text with a colon in quotes.'],
    ['qqqqqqq:1', 'qqqqqqq | There is no filter word qqqqqqq:. Put text with a colon in quotes.'],
    ['a "open', '"open | This quote is not closed.'],
    ['"a"b', 'b | A space goes after the closing quote.'],
    ['a"b"', '" | A quote begins a value or ends it. Write \\" inside of quotes.'],
    ['or(a, b', '(a, b | This parenthesis is not closed.'],
    ['not(', '( | This parenthesis is not closed.'],
    ['or(a,)', ',) | Something is missing here.'],
    ['not()', '() | Something is missing here.'],
    ['not(a, b)', ') | Only or(...) takes several, with commas between. Write not(or(...)).'],
    ['a)', ') | There is no ( for this ). Put text with parentheses in quotes.'],
    ['f(x)', '( | Parentheses follow not or or. Put text with parentheses in quotes.'],
    ['not (a)', '( | Parentheses follow not or or. Put text with parentheses in quotes.'],
    ['status:a, b', ', | A comma goes between the values of one word, or inside of or(...).'],
    ['a !', '! | There is no letter or digit here to search for. contains:"..." finds any characters.'],
    ['took:500ms', '500ms | Write it like took:>500ms or took:<2s.'],
    ['took:>5kb', '>5kb | Write it like took:>500ms or took:<2s.'],
    ['took:>999999999999999m', '>999999999999999m | Write it like took:>500ms or took:<2s.'],
    ['answer:2*', '2* | Write it like answer:200 or answer:>=500.'],
    ['answer:200.5', '200.5 | Write it like answer:200 or answer:>=500.'],
    ['after:now', 'now | Times look like -2h, today, yesterday, 2026-11-20 or 2026-11-20T10:00.'],
    ['after:2026-02-30', '2026-02-30 | Times look like -2h, today, yesterday, 2026-11-20 or 2026-11-20T10:00.'],
    [
      'after:2026-11-20T25:00',
      '2026-11-20T25:00 | Times look like -2h, today, yesterday, 2026-11-20 or 2026-11-20T10:00.',
    ],
    ['on:-2h', '-2h | on: takes a day or a minute. Use after: for a time ago.'],
    ['id:aaaa*', 'aaaa* | id: takes whole ids. A plain word finds their beginnings.'],
    ['a\0b', '\0 | NUL can’t be searched for.'],
  ])('%j', (text, problem) => expect(read(text)).toBe(problem));
});

test('nothing is the filter that everything matches', () => {
  expect(parseFilter('')).toEqual({ ok: true, filter: EVERYTHING });
});

describe('too much is refused:', () => {
  const { characters, conditions, depth } = FILTER_LIMITS;
  test.each([
    ['characters', 'x'.repeat(characters), true],
    ['characters', 'x'.repeat(characters + 1), false],
    ['conditions', 'a '.repeat(conditions), true],
    ['conditions', 'a '.repeat(conditions + 1), false],
    ['values', `status:${Array.from({ length: conditions + 1 }, () => 'a').join(',')}`, false],
    ['depth', `${'not('.repeat(depth)}a${')'.repeat(depth)}`, true],
    ['depth', `${'not('.repeat(depth + 1)}a${')'.repeat(depth + 1)}`, false],
  ])('%s', (_what, text, ok) => expect(parseFilter(text).ok).toBe(ok));
});

test('every example of every word is read, as that word', () => {
  for (const { name, examples } of FILTER_WORDS) {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(read(example), example).toBe(example);
      expect(example.startsWith(`${name}:`)).toBe(true);
    }
  }
});

test('every suggested value is read', () => {
  for (const { name, values } of FILTER_WORDS)
    for (const { value } of values) expect(read(`${name}:${value}`)).toBe(`${name}:${value}`);
});

const TEXTS = [
  'a',
  'order 12',
  '447700900001',
  'é',
  '*',
  '"',
  '\\',
  ',',
  ')',
  'not(a)',
  'kind:status',
  '-x',
  ' x ',
  '你好',
  '🤔a',
];

test('a filter that is written and read again is the same filter', () => {
  fc.assert(
    fc.property(filtersOf(TEXTS), (filter) => {
      const text = printFilter(filter);
      if (text.length <= FILTER_LIMITS.characters) expect(parseFilter(text)).toEqual({ ok: true, filter });
    }),
    { numRuns: 2_000 },
  );
});

const syntax = fc.constantFrom(
  '(',
  ')',
  ',',
  ':',
  '"',
  '\\',
  '*',
  '-',
  ' ',
  'not(',
  'or(',
  'kind:',
  'status:',
  'took:',
  '>5ms',
  'after:',
  'on:',
  '-2h',
  'today',
  'a',
  'b',
  '2026-01-01',
  'text:',
  'contains:',
  'é',
  '\0',
  '\ud800',
);

test('no text makes the parser throw, and what it says of an error has a place in the text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(syntax, { maxLength: 25 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parseFilter(text);
      if (parsed.ok) {
        const printed = printFilter(parsed.filter);
        expect(parseFilter(printed)).toEqual(parsed);
        return;
      }
      const { start, end, message } = parsed.error;
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(message).toMatch(/[.?]$/);
    }),
    { numRuns: 5_000 },
  );
});
