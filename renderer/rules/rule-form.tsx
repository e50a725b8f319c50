import { useState } from 'react';

import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import { RULE_LIMITS } from '../../shared/rules/rule-limits.ts';
import { parseRuleMatch } from '../../shared/rules/rule-match.ts';
import { FilterField } from '../filter/filter-field.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { useInlineForm } from '../ui/use-inline-form.ts';
import { AnswerFields } from './answer-fields.tsx';
import { useRuleStore } from './rule-store.ts';
import styles from './rules-page.module.css';
import { useChangeRules } from './use-rules.ts';
import { nameOf } from './words.ts';

interface RuleFormProps {
  /** Null for a new one. */
  readonly rule: Rule | null;
  readonly initial: RuleFields;
  readonly webhookId: number | null;
}

const ENDINGS = [
  { value: 'answer', label: 'Answer' },
  { value: 'reset', label: 'Answer, then reset' },
  { value: 'close', label: 'Close without answer' },
] as const;

/** Which webhooks a rule is for, and what becomes of them. */
export function RuleForm({ rule, initial, webhookId }: RuleFormProps) {
  const change = useChangeRules();
  const close = useRuleStore((store) => store.close);
  const [fields, setFields] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set = (changes: Partial<RuleFields>): void => setFields((before) => ({ ...before, ...changes }));
  const form = useInlineForm(`rule-${rule?.id ?? 'new'}`, close);
  const isReadable = parseRuleMatch(fields.match).ok;

  const save = async (): Promise<void> => {
    setProblem(null);
    setBusy(true);
    try {
      const name = fields.name.trim() === '' ? nameOf(fields) : fields.name;
      await change('rules:save', { ...fields, name, id: rule?.id ?? null, on: rule?.on ?? true });
      close();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc anywhere inside gives up
    <form
      {...form}
      aria-label={rule === null ? 'New rule' : `Change ${rule.name}`}
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FilterField
        label="Webhooks that match"
        hint="As in the filter above the list. Empty: each webhook."
        value={fields.match}
        parse={parseRuleMatch}
        onChange={(match) => set({ match })}
      />
      <div className={styles['how']}>
        <Choice label="What happens" value={fields.ending} choices={ENDINGS} onChange={(ending) => set({ ending })} />
      </div>
      {fields.ending === 'close' ? null : <AnswerFields fields={fields} webhookId={webhookId} set={set} />}
      <div className={styles['numbers']}>
        <OptionalNumber
          label="Held back, in ms"
          placeholder="at once"
          max={RULE_LIMITS.delayMs}
          value={fields.delayMs === 0 ? null : fields.delayMs}
          onChange={(delayMs) => set({ delayMs: delayMs ?? 0 })}
        />
        <OptionalNumber
          label="For the next"
          placeholder="all from now on"
          max={RULE_LIMITS.limit}
          value={fields.limit}
          onChange={(limit) => set({ limit })}
        />
        <OptionalNumber
          label="Chance in %"
          placeholder="always"
          max={99}
          value={fields.percent}
          onChange={(percent) => set({ percent })}
        />
        <TextField
          label="Name"
          maxLength={100}
          placeholder={nameOf(fields)}
          value={fields.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </div>
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" tone="primary" disabled={isBusy || !isReadable}>
          {rule === null ? 'Add and switch on' : 'Save'}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  );
}

interface OptionalNumberProps {
  readonly label: string;
  readonly placeholder: string;
  readonly max: number;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function OptionalNumber({ label, placeholder, max, value, onChange }: OptionalNumberProps) {
  return (
    <TextField
      label={label}
      type="number"
      min={1}
      max={max}
      step={1}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
    />
  );
}
