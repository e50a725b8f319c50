import { Button } from '../ui/button.tsx';
import styles from './pick-list.module.css';

export interface Pick {
  readonly value: string;
  readonly label: string;
}

interface PickListProps {
  readonly label: string;
  /** What is forwarded where nothing is picked. */
  readonly none: string;
  /** What somebody picked that this app does not know. */
  readonly unknown: string;
  readonly picks: readonly Pick[];
  readonly picked: readonly string[];
  readonly onChange: (picked: string[]) => void;
}

/** Some of a known list. What was picked and is not known any more stays until it is taken away, and is said. */
export function PickList({ label, none, unknown, picks, picked, onChange }: PickListProps) {
  const strange = picked.filter((value) => !picks.some((pick) => pick.value === value));
  const all = [...strange.map((value) => ({ value, label: value })), ...picks];
  const toggle = (value: string): void =>
    onChange(picked.includes(value) ? picked.filter((other) => other !== value) : [...picked, value]);
  return (
    <fieldset className={styles['list']}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['head']}>
        <p role="status" className={styles['note']}>
          {picked.length === 0 ? none : `${picked.length} picked`}
        </p>
        {picked.length === 0 ? null : (
          <Button className={styles['clear'] ?? ''} onClick={() => onChange([])}>
            Pick none
          </Button>
        )}
      </div>
      <div className={styles['picks']}>
        {all.map(({ value, label: name }) => (
          <label key={value} className={styles['pick']} data-strange={strange.includes(value) || undefined}>
            <input type="checkbox" checked={picked.includes(value)} onChange={() => toggle(value)} />
            {name}
          </label>
        ))}
      </div>
      {strange.length === 0 ? null : (
        <p role="alert" className={styles['problem']}>
          {strange.map((value) => `“${value}”`).join(', ')}: {unknown}
        </p>
      )}
    </fieldset>
  );
}
