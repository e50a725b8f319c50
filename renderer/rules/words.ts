import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import { formatAmount, formatDuration } from '../../shared/format.ts';
import { remaining } from '../../shared/rules/is-fault.ts';

/** `503`, `200 after 30 s`, `closes without an answer`: what a rule does, for after its name or a verb. */
export function tellAction({ ending, status, delayMs }: RuleFields): string {
  const after = delayMs === 0 ? '' : ` after ${formatDuration(delayMs * 1_000)}`;
  if (ending === 'close') return `closes without an answer${after}`;
  return `answers ${status}${after}${ending === 'reset' ? ', then resets' : ''}`;
}

/** Which webhooks: `each webhook`, or `1 in 10 of kind:status`. */
export function tellScope({ match, percent }: RuleFields): string {
  const of = match.trim() === '' ? 'webhooks' : match.trim();
  if (percent === null) return match.trim() === '' ? 'each webhook' : of;
  return 100 % percent === 0 ? `1 in ${100 / percent} of ${of}` : `${percent} % of ${of}`;
}

/** `2 more`, or how many it has answered. */
export function tellCount(rule: Rule): string {
  const left = remaining(rule);
  if (!rule.on) return rule.limit !== null && left === 0 ? `used up: ${rule.answered} answered` : 'off';
  return left === null ? `${formatAmount(rule.answered, 'webhook')} answered` : `${left} more`;
}

/** A name for who gives none. */
export function nameOf(fields: RuleFields): string {
  const { limit } = fields;
  const next = limit === null ? '' : `Next ${limit} `;
  const action = tellAction(fields);
  const name = `${next}${tellScope(fields)}: ${action}`;
  return (name.charAt(0).toUpperCase() + name.slice(1)).slice(0, 100);
}
