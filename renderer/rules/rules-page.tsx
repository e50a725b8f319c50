import { Plus } from 'lucide-react';

import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import page from '../ui/page.module.css';
import { EMPTY_RULE, PRESETS } from './presets.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleLine } from './rule-line.tsx';
import { useRuleStore } from './rule-store.ts';
import styles from './rules-page.module.css';
import { useRules } from './use-rules.ts';

/** What changes the answers to Vonage, in the order in which it is asked. */
export function RulesPage() {
  const rules = useRules();
  const { editing, initial, webhookId } = useRuleStore();
  if (rules === undefined) return <div aria-busy />;
  return (
    <div className={page['page']}>
      <div className={page['column']} data-wide>
        <div className={styles['head']}>
          <h1 className={page['title']}>Rules</h1>
          {editing === 'new' ? null : <AddRule />}
        </div>
        <p className={styles['about']}>
          The first rule that is on and matches decides what Vonage is answered. Without one, answers to signatures come
          next, then a target that is passed through to, then the default answer.
        </p>
        {editing === 'new' && initial !== null ? (
          <section aria-label="New rule" className={styles['box']}>
            <RuleForm key={JSON.stringify([initial, webhookId])} rule={null} initial={initial} webhookId={webhookId} />
          </section>
        ) : null}
        {rules.length === 0 && editing !== 'new' ? <NoRules /> : null}
        {rules.length === 0 ? null : (
          <ol aria-label="Rules" className={styles['list']}>
            {rules.map((rule, index) => (
              <li key={rule.id} aria-label={rule.name} className={styles['item']}>
                <RuleLine rule={rule} isFirst={index === 0} isLast={index === rules.length - 1} />
                {editing === rule.id && initial !== null ? (
                  <RuleForm rule={rule} initial={initial} webhookId={null} />
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function AddRule() {
  const make = useRuleStore((store) => store.make);
  return (
    <Menu
      trigger={
        <Button icon={Plus} tone="primary" data-opener="rule-new">
          Add a rule
        </Button>
      }
    >
      <MenuLabel>Start with</MenuLabel>
      {PRESETS.map((preset) => (
        <MenuItem key={preset.name} onClick={() => make(preset)}>
          {preset.name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onClick={() => make(EMPTY_RULE)}>An empty rule</MenuItem>
    </Menu>
  );
}

function NoRules() {
  const make = useRuleStore((store) => store.make);
  return (
    <section aria-label="Presets" className={styles['box']}>
      <p className={styles['none']}>
        No rules yet. See how Vonage takes a failure, a late answer or none at all, or answer calls with your own NCCO.
        Each webhook is stored whatever a rule does with its answer.
      </p>
      <ul className={styles['presets']}>
        {PRESETS.map((preset) => (
          <li key={preset.name}>
            <Button onClick={() => make(preset)}>{preset.name}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
