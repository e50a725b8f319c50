import type { Rule } from '../../shared/contract/rules.ts';
import type { Input } from '../../shared/contract.ts';

type RuleChannel = 'rules:list' | 'rules:save' | 'rules:switch' | 'rules:move' | 'rules:remove';

/** The rules as the window sees them; no webhook is answered by them. */
export class FakeRules {
  rules: Rule[] = [];
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  readonly handlers = {
    'rules:list': () => this.rules,
    'rules:save': ({ id, ...fields }: Input<'rules:save'>) => {
      const known = this.rules.find((rule) => rule.id === id);
      const saved: Rule = { ...fields, id: id ?? this.rules.length + 1, answered: known?.answered ?? 0 };
      this.set(known === undefined ? [saved, ...this.rules] : this.#with(saved));
      return { id: saved.id };
    },
    'rules:switch': ({ id, on }: Input<'rules:switch'>) => {
      const rule = this.rules.find((known) => known.id === id);
      if (rule !== undefined) this.set(this.#with({ ...rule, on, answered: on ? 0 : rule.answered }));
    },
    'rules:move': ({ id, by }: Input<'rules:move'>) => {
      const at = this.rules.findIndex((rule) => rule.id === id);
      const moved = [...this.rules];
      moved.splice(at + by, 0, ...moved.splice(at, 1));
      this.set(moved);
    },
    'rules:remove': ({ id }: Input<'rules:remove'>) => this.set(this.rules.filter((rule) => rule.id !== id)),
  } satisfies { [C in RuleChannel]: (input: Input<C>) => unknown };

  /** The rules become these, and the window is told. */
  set(rules: Rule[]): void {
    this.rules = rules;
    this.#changed();
  }

  #with(changed: Rule): Rule[] {
    return this.rules.map((rule) => (rule.id === changed.id ? changed : rule));
  }
}
