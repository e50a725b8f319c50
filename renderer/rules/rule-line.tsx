import { ArrowDown, ArrowUp, Pencil, Trash2, TriangleAlert } from 'lucide-react';

import type { Rule } from '../../shared/contract/rules.ts';
import { isFault } from '../../shared/rules/is-fault.ts';
import { parseRuleMatch } from '../../shared/rules/rule-match.ts';
import { complain } from '../deliveries/use-targets.ts';
import { IconButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Switch } from '../ui/switch.tsx';
import { toFields } from './presets.ts';
import { useRuleStore } from './rule-store.ts';
import styles from './rules-page.module.css';
import { Scope } from './scope.tsx';
import { useChangeRules, useSwitchRules } from './use-rules.ts';
import { tellAction, tellCount } from './words.ts';

interface RuleLineProps {
  readonly rule: Rule;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One rule: what it does to which webhooks, how far it is, and what can be done with it. */
export function RuleLine({ rule, isFirst, isLast }: RuleLineProps) {
  const change = useChangeRules();
  const switchRules = useSwitchRules();
  const edit = useRuleStore((store) => store.edit);
  const { id, name, on, match } = rule;
  const parsed = parseRuleMatch(match);
  const move = async (by: -1 | 1): Promise<void> => {
    await change('rules:move', { id, by });
    // Moved in the page, its buttons lose the focus; at the end of the way the other one has it.
    const buttons = document.querySelectorAll<HTMLButtonElement>(`[data-move="${id}"]`);
    const [up, down] = buttons;
    const wanted = by === -1 ? up : down;
    (wanted?.disabled === true ? (by === -1 ? down : up) : wanted)?.focus();
  };
  return (
    <div className={styles['line']} data-off={!on || undefined}>
      <div className={styles['moves']}>
        <IconButton
          icon={ArrowUp}
          label={`Ask ${name} earlier`}
          data-move={id}
          disabled={isFirst}
          onClick={() => void move(-1).catch((error) => complain('Not moved', error))}
        />
        <IconButton
          icon={ArrowDown}
          label={`Ask ${name} later`}
          data-move={id}
          disabled={isLast}
          onClick={() => void move(1).catch((error) => complain('Not moved', error))}
        />
      </div>
      <div className={styles['words']}>
        <p className={styles['name']}>
          {name}
          {isFault(rule) ? (
            <span className={styles['fault']}>
              <TriangleAlert size={12} aria-hidden /> Fault
            </span>
          ) : null}
        </p>
        <p className={styles['text']}>
          <Scope rule={rule} /> · {tellAction(rule)} · {tellCount(rule)}
        </p>
        {parsed.ok ? null : <p className={styles['problem']}>It is never asked: {parsed.error.message}</p>}
      </div>
      <Switch label={`Use ${name}`} checked={on} onChange={(next) => switchRules([rule], next)} />
      <IconButton
        icon={Pencil}
        label={`Change ${name}`}
        data-opener={`rule-${id}`}
        onClick={() => edit(id, toFields(rule))}
      />
      <ConfirmButton
        icon={Trash2}
        label={`Remove ${name}`}
        question="Remove it?"
        onConfirm={() => void change('rules:remove', { id }).catch((error) => complain('Not removed', error))}
      />
    </div>
  );
}
