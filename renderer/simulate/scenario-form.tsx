import type { LifeName, ScrambleChoice } from '../../shared/contract/simulate.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Field } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { useSimulateStore } from './simulate-store.ts';
import { chooseLife } from './use-drafting.ts';
import styles from './work.module.css';

const DELAY_MS = 5_000;
const SCRAMBLES: readonly {
  readonly name: keyof ScrambleChoice;
  readonly label: string;
  readonly on: number | true;
}[] = [
  { name: 'late-submitted', label: 'Late “submitted”', on: true },
  { name: 'duplicate', label: 'Send one twice', on: 1 },
  { name: 'drop', label: 'Drop one', on: 1 },
  { name: 'delay', label: 'Delay one by 5 s', on: DELAY_MS },
  { name: 'reorder', label: 'Mix the order', on: true },
  { name: 'bad-signature', label: 'Sign one wrongly', on: 1 },
];

/** A whole life as a text that can be changed, and what the network does to it. */
export function ScenarioForm({ lives }: { readonly lives: readonly LifeName[] }) {
  const { life, channel, scenario, scramble, isPaced, change } = useSimulateStore();
  const channels = lives.find(({ name }) => name === life)?.channels ?? [];
  const toggle = (name: keyof ScrambleChoice, on: number | true): void => {
    const { [name]: before, ...others } = scramble;
    change({ scramble: before === undefined ? { ...others, [name]: on } : others });
  };
  return (
    <div className={styles['form']}>
      <div>
        <h2 className={styles['title']}>Scenario</h2>
        <p className={styles['about']}>
          Choose a life to begin with, or write your own: docs/simulate.md tells how. The command line runs the same
          file.
        </p>
      </div>
      {life === null || channels.length === 0 ? null : (
        <div className={styles['sign']}>
          <Field label="Channel">
            {(ids) => (
              <select
                className={input['input']}
                value={channel}
                onChange={({ target }) => void chooseLife(life, target.value)}
                {...ids}
              >
                {channels.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      <fieldset className={styles['checks']}>
        <legend>Scramble</legend>
        {SCRAMBLES.map(({ name, label, on }) => (
          <Check key={name} label={label} checked={scramble[name] !== undefined} onChange={() => toggle(name, on)} />
        ))}
      </fieldset>
      <Check label="Keep the waits between steps" checked={isPaced} onChange={() => change({ isPaced: !isPaced })} />
      <CodeEditor
        label="Steps, as YAML"
        language="text"
        placeholder={'steps:\n  - send: messages-v1/message-status\n    channel: whatsapp\n    status: delivered'}
        value={scenario}
        onChange={(text) => change({ scenario: text })}
      />
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}
