import { Switch as Base } from '@base-ui/react/switch';

import styles from './switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. The word says the same as the knob's place. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <span className={styles['field']}>
      <span aria-hidden className={styles['word']}>
        {checked ? 'On' : 'Off'}
      </span>
      <Base.Root aria-label={label} checked={checked} onCheckedChange={onChange} className={styles['switch']}>
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
    </span>
  );
}
