import { describe, expect, test } from 'vitest';

import { ruleFields as schema } from '../../../shared/contract/rules.ts';
import { FILTER_WORDS } from '../../../shared/filter/filter-words.ts';
import { parseFilter } from '../../../shared/filter/parse-filter.ts';
import { asksSecrets, parseRuleMatch, readRuleMatch } from '../../../shared/rules/rule-match.ts';
import { ruleFields } from '../../support/a-rule.ts';

describe('a condition that can’t be known before the answer is refused at its place', () => {
  test.each([
    ['took:>2s', 'took:>2s'],
    ['kind:status answer:>=500', 'answer:>=500'],
    ['not(answer:200)', 'answer:200'],
    ['kind:status is:misrouted,starred', 'starred'],
    ['or(kind:status, -is:duplicate)', 'duplicate'],
    ['has:note', 'note'],
    ['has:note', 'note'],
    ['is:late', 'late'],
    ['is:out-of-order', 'out-of-order'],
    ['is:incomplete', 'incomplete'],
  ])('%s', (text, place) => {
    const parsed = parseRuleMatch(text);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(text.slice(parsed.error.start, parsed.error.end)).toBe(place);
    expect(parsed.error.message).toMatch(/^[A-Z].*\.$/);
  });
});

test('the rest is read as everywhere', () => {
  for (const text of [
    '',
    'hello',
    'kind:status or(from:44*, sig:failed) after:-2h',
    'is:problem has:findings size:>1kb',
  ]) {
    expect(parseRuleMatch(text)).toEqual(parseFilter(text));
  }
  expect(parseRuleMatch('knd:status')).toEqual(parseFilter('knd:status'));
});

/** A new word fails here until somebody has thought about whether a rule can ask for it. */
test('each word and each value of our own is allowed or refused on purpose', () => {
  const refused = FILTER_WORDS.flatMap(({ name, values, isClosed, examples }) => {
    const texts = isClosed ? values.map(({ value }) => `${name}:${value}`) : examples.slice(0, 1);
    return texts.filter((text) => !parseRuleMatch(text).ok);
  });
  expect(refused).toEqual([
    'is:starred',
    'is:duplicate',
    'is:late',
    'is:out-of-order',
    'is:incomplete',
    'has:note',
    'took:>500ms',
    'answer:200',
  ]);
});

test.each([
  ['Content-Type', true],
  ['Retry-After', true],
  ['Content-Length', false],
  ['transfer-encoding', false],
  ['Connection', false],
  ['a b', false],
  ['', false],
])('a rule sets no header that says where its answer ends: %s', (name, isAllowed) =>
  expect(schema.safeParse(ruleFields({ headers: [[name, 'x']] })).success).toBe(isAllowed),
);

test.each([
  ['sig:failed', true],
  ['or(kind:status, not(account:a1))', true],
  ['is:problem', true],
  ['is:misrouted text:sig', false],
  ['', false],
])('%s needs secrets: %s', (match, needs) => expect(asksSecrets(readRuleMatch(match))).toBe(needs));
