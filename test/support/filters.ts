import * as fc from 'fast-check';

import type { Filter, Pattern } from '../../shared/filter/filter.ts';
import { allOf } from '../../shared/filter/filter.ts';
import type { FilterWord } from '../../shared/filter/filter-words.ts';
import {
  AMOUNT_WORDS,
  FILTER_WORDS,
  isAmountWord,
  isTimeWord,
  isValueWord,
  TIME_WORDS,
} from '../../shared/filter/filter-words.ts';

/** Where filters of any shape come from, as the parser would give them. `texts` are what they look for. */
export function filtersOf(texts: readonly string[], words: readonly FilterWord[] = FILTER_WORDS): fc.Arbitrary<Filter> {
  const condition = fc.oneof(...words.map((word) => conditionsOf(word, texts)));
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      condition,
      tie('filter').map((part): Filter => ({ type: 'not', part })),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map((parts): Filter => ({ type: 'any', parts })),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(allOf),
    ),
  })).filter;
}

function conditionsOf(word: FilterWord, texts: readonly string[]): fc.Arbitrary<Filter> {
  const { name } = word;
  if (isValueWord(name)) {
    const known = word.values.map(({ value }): Pattern => [value]);
    const value = word.isClosed ? fc.constantFrom(...known) : patternsOf(texts, known, name !== 'id');
    return fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => ({ type: 'values', word: name, values }));
  }
  if (isAmountWord(name)) return amounts.map((tests) => ({ type: 'amount', word: name, tests: tests[name] }));
  if (isTimeWord(name)) return times.map((time) => ({ type: 'time', word: name, time: time[name] }));
  const text = fc.constantFrom(...texts.filter((text) => /[\p{L}\p{N}]/u.test(text)));
  return text.map((text) => ({ type: name === 'text' ? 'text' : 'contains', text }));
}

function patternsOf(texts: readonly string[], known: readonly Pattern[], hasStars: boolean): fc.Arbitrary<Pattern> {
  const text = fc.constantFrom(...texts.filter((text) => text !== ''));
  const plain = fc.oneof(
    text.map((part): Pattern => [part]),
    ...known.map((value) => fc.constant(value)),
  );
  if (!hasStars) return plain;
  const piece = fc.tuple(text, fc.nat(12), fc.nat(12)).map(([text, start, end]) => text.slice(start, start + end));
  const withStars = fc
    .tuple(
      piece,
      fc.array(
        piece.filter((part) => part !== ''),
        { maxLength: 2 },
      ),
      piece,
    )
    .map(([first, middle, last]): Pattern => [first, ...middle, last]);
  return fc.oneof(plain, withStars);
}

const amount = (smallest: readonly number[]) =>
  fc.array(
    fc.record({
      compare: fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const),
      amount: fc.oneof(fc.constantFrom(...smallest), fc.nat(2_000_000)),
    }),
    { minLength: 1, maxLength: 2 },
  );

const amounts = fc.record({
  took: amount([0, 1_000, 1_500, 60_000_000]),
  size: amount([0, 1_024, 100, 169]),
  answer: amount([200, 204, 503]),
} satisfies Record<(typeof AMOUNT_WORDS)[number], unknown>);

const day = fc.constantFrom(
  { type: 'day' as const, day: 'today' as const },
  { type: 'day' as const, day: 'yesterday' as const },
);
const date = fc.record({
  type: fc.constant('date' as const),
  numbers: fc.constantFrom([2025, 1, 15], [2025, 1, 15, 9, 30], [2025, 1, 15, 9, 30, 0], [1999, 12, 31, 23, 59]),
  isUtc: fc.boolean(),
});
const dateInSomeZone = date.map((time) => ({ ...time, isUtc: time.isUtc && time.numbers.length > 3 }));
const ago = fc.record({
  type: fc.constant('ago' as const),
  count: fc.nat(999_999),
  unit: fc.constantFrom('s' as const, 'm' as const, 'h' as const, 'd' as const, 'w' as const),
});
const times = fc.record({
  after: fc.oneof(day, dateInSomeZone, ago),
  before: fc.oneof(day, dateInSomeZone, ago),
  on: fc.oneof(day, dateInSomeZone),
} satisfies Record<(typeof TIME_WORDS)[number], unknown>);
