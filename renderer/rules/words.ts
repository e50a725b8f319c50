import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import { formatAmount } from '../../shared/format.ts';
import { remaining } from '../../shared/rules/is-fault.ts';

/** `503`, `200 after 30 s`, `closes without an answer`: what a rule does, for after its name or a verb. */
export function tellAction({ ending, status, delayMs }: RuleFields): string {
  const after = delayMs === 0 ? '' : ` after ${tellDelay(delayMs)}`;
  if (ending === 'close') return `closes without an answer${after}`;
  return `answers ${status}${after}${ending === 'reset' ? ', then resets' : ''}`;
}

/** `1 in 10`, or `15 %` where that is no such part. */
export function tellShare(percent: number): string {
  return 100 % percent === 0 ? `1 in ${100 / percent}` : `${percent} %`;
}

/** `2 more`, or how many it has answered. */
export function tellCount(rule: Rule): string {
  const left = remaining(rule);
  if (!rule.on) return rule.limit !== null && left === 0 ? `used up: ${rule.answered} answered` : 'off';
  return left === null ? `${formatAmount(rule.answered, 'webhook')} answered` : `${left} more`;
}

/** A name for who gives none: `Next 3 of kind:status: answers 503`. */
export function nameOf(fields: RuleFields): string {
  const { match, limit, percent } = fields;
  const which = match.trim() === '' ? 'webhooks' : match.trim();
  const parts = [limit === null ? '' : `next ${limit}`, percent === null ? '' : tellShare(percent)];
  const some = parts.filter((part) => part !== '').join(', ');
  const name = `${some === '' ? which : `${some} of ${which}`}: ${tellAction(fields)}`;
  return (name.charAt(0).toUpperCase() + name.slice(1)).slice(0, 100);
}

/** `30 s`, as it was asked for. */
export function tellDelay(delayMs: number): string {
  return delayMs % 1_000 === 0 ? `${delayMs / 1_000} s` : `${delayMs} ms`;
}
