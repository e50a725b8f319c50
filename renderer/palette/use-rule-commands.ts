import { Split } from 'lucide-react';

import { EMPTY_RULE, PRESETS } from '../rules/presets.ts';
import { useRuleStore } from '../rules/rule-store.ts';
import { useRules, useSwitchRules } from '../rules/use-rules.ts';
import type { Command } from './command.ts';

const STARTS = [
  ...PRESETS.map((fields) => ({ name: fields.name, fields })),
  { name: 'An empty rule', fields: EMPTY_RULE },
];

/** Each rule, on or off; and the form with a preset, but not over a new rule that is still being written. */
export function useRuleCommands(): readonly Command[] {
  const { editing, make } = useRuleStore();
  const rules = useRules() ?? [];
  const switchRules = useSwitchRules();
  const switches = rules.map((rule) => ({
    id: `rule:switch:${rule.id}`,
    group: 'Rules' as const,
    label: `${rule.on ? 'Turn off' : 'Turn on'} rule: ${rule.name}`,
    words: `${rule.on ? 'stop disable' : 'start enable'} answer fault`,
    detail: rule.match,
    icon: Split,
    run: () => switchRules([rule], !rule.on),
  }));
  if (editing === 'new') return switches;
  const makes = STARTS.map(({ name, fields }) => ({
    id: `rule:${name}`,
    group: 'Rules' as const,
    label: `New rule: ${name}…`,
    words: 'answer fault fail mock respond preset',
    icon: Split,
    run: () => make(fields),
  }));
  return [...switches, ...makes];
}
