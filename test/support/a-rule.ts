import type { Rule, RuleFields } from '../../shared/contract/rules.ts';

/** A rule that answers everything 200 with nothing; a test says what it wants different. */
export function ruleFields(fields: Partial<RuleFields> = {}): RuleFields {
  return {
    name: 'Mine',
    match: '',
    ending: 'answer',
    status: 200,
    headers: [],
    body: '',
    delayMs: 0,
    limit: null,
    percent: null,
    ...fields,
  };
}

/** The same as the window gets it: on, and nothing answered yet. */
export function aRule(fields: Partial<Rule> = {}): Rule {
  return { ...ruleFields(), id: 1, on: true, answered: 0, ...fields };
}
