import { Split } from 'lucide-react';

import { formatAmount } from '../../shared/format.ts';
import { isAsked } from '../../shared/rules/rule-match.ts';
import bar from '../shell/bottom-bar.module.css';
import { usePlace } from '../shell/place-store.ts';
import { useRules } from './use-rules.ts';

/** How many rules change answers. Opens their page. */
export function ActiveRules() {
  const goTo = usePlace((place) => place.goTo);
  const rules = useRules();
  if (rules === undefined) return null;
  const on = rules.filter(isAsked);
  return (
    <button
      type="button"
      title={on.length === 0 ? 'Each webhook gets its usual answer' : on.map(({ name }) => name).join(', ')}
      className={`${bar['item']} ${bar['app']}`}
      onClick={() => goTo('rules')}
    >
      <Split size={12} aria-hidden />
      {on.length === 0 ? 'No rules on' : `${formatAmount(on.length, 'rule')} on`}
    </button>
  );
}
