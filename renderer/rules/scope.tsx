import type { RuleFields } from '../../shared/contract/rules.ts';
import { tellShare } from './words.ts';

/** Which webhooks a rule is for, as it is written. */
export function Scope({ rule: { match, percent } }: { readonly rule: RuleFields }) {
  if (match.trim() === '') return percent === null ? 'each webhook' : `${tellShare(percent)} webhooks`;
  return (
    <>
      {percent === null ? '' : `${tellShare(percent)} of `}
      <code>{match.trim()}</code>
    </>
  );
}
