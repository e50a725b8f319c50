import type { Rule } from '../contract/rules.ts';
import type { Filter } from '../filter/filter.ts';
import type { WordName } from '../filter/filter-words.ts';
import type { ParsedFilter } from '../filter/parse-filter.ts';
import { parseFilter, readFilter } from '../filter/parse-filter.ts';

/** What is known of a webhook before it is answered. A word that is not here is refused, also one made later. */
const KNOWN_BEFORE: ReadonlySet<WordName> = new Set([
  'kind',
  'api',
  'channel',
  'status',
  'error',
  'from',
  'to',
  'number',
  'id',
  'account',
  'sig',
  'via',
  'is',
  'has',
  'after',
  'before',
  'on',
  'size',
  'text',
  'contains',
]);

const KNOWN_VALUES: { readonly [W in WordName]?: ReadonlySet<string> } = {
  is: new Set(['problem', 'misrouted']),
  has: new Set(['error', 'status', 'channel', 'from', 'to', 'id', 'account', 'findings']),
};

/** Why for the words and values that exist now; of others it is said in general. */
const REASONS: Readonly<Record<string, string>> = {
  took: 'How long an answer takes is not known before it is given.',
  answer: 'The answer is what this rule decides, so it can’t ask for it.',
  'is:starred': 'Stars are given to webhooks that are stored, so a rule can’t ask for them.',
  'has:note': 'Notes are written on webhooks that are stored, so a rule can’t ask for them.',
  'is:duplicate': 'Whether it came before is found after it is stored, so a rule can’t ask for it.',
  'is:late': 'Its place among others is found after it is stored, so a rule can’t ask for it.',
  'is:out-of-order': 'Its place among others is found after it is stored, so a rule can’t ask for it.',
  'is:incomplete': 'Rules answer whole webhooks only.',
};

/** Why a rule can't ask for this; null where it can. An empty value stands for the word as such. */
function refuseInRule(word: WordName, value: string): string | null {
  if (!KNOWN_BEFORE.has(word)) return REASONS[word] ?? notKnown(`${word}:`);
  if (value === '' || KNOWN_VALUES[word]?.has(value) !== false) return null;
  return REASONS[`${word}:${value}`] ?? notKnown(`${word}:${value}`);
}

/** Reads the filter of a rule. Never throws: what is wrong is an error with its place. */
export function parseRuleMatch(text: string): ParsedFilter {
  return parseFilter(text, refuseInRule);
}

/** The same for whoever can do nothing without it: throws an error with the sentence. */
export function readRuleMatch(text: string): Filter {
  return readFilter(text, refuseInRule);
}

/** Whether it is on, and can be: what a later version of the language wrote is not asked. */
export function isAsked({ on, match }: Pick<Rule, 'on' | 'match'>): boolean {
  return on && parseRuleMatch(match).ok;
}

/** Whether its answer depends on secrets: on signatures, and on the account that one names. */
export function asksSecrets(filter: Filter): boolean {
  switch (filter.type) {
    case 'all':
    case 'any':
      return filter.parts.some(asksSecrets);
    case 'not':
      return asksSecrets(filter.part);
    case 'values':
      return (
        OF_SECRETS.has(filter.word) || (filter.word === 'is' && filter.values.some(([mark]) => mark === 'problem'))
      );
    default:
      return false;
  }
}

const OF_SECRETS: ReadonlySet<string> = new Set(['sig', 'account']);

function notKnown(what: string): string {
  return `${what} is not known before a webhook is answered, so a rule can’t ask for it.`;
}
