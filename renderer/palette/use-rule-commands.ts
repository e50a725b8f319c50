import { Split } from 'lucide-react';

import { EMPTY_RULE, PRESETS } from '../rules/presets.ts';
import { useRuleStore } from '../rules/rule-store.ts';
import type { Command } from './command.ts';

const STARTS = [
  ...PRESETS.map((fields) => ({ name: fields.name, fields })),
  { name: 'An empty rule', fields: EMPTY_RULE },
];

/** Opens the form with a preset, as the page of rules does; not over a new rule that is still being written. */
export function useRuleCommands(): readonly Command[] {
  const { editing, make } = useRuleStore();
  if (editing === 'new') return [];
  return STARTS.map(({ name, fields }) => ({
    id: `rule:${name}`,
    group: 'New rule',
    label: `New rule: ${name}…`,
    words: 'answer fault fail mock respond preset',
    icon: Split,
    run: () => make(fields),
  }));
}
