import { useId, useState } from 'react';

import styles from './number-setting.module.css';

interface NumberSettingProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** Takes effect on Enter or when the field is left; says what is wrong instead of changing what was typed. */
export function NumberSetting({ label, unit, value, min, max, onChange }: NumberSettingProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const problemId = useId();
  const text = draft ?? String(value);
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const isValid = number >= min && number <= max;

  const commit = () => {
    if (!isValid) return;
    setDraft(null);
    if (number !== value) onChange(number);
  };
  return (
    <span className={styles['field']}>
      {isValid ? null : (
        <span id={problemId} role="alert" className={styles['problem']}>
          {min} to {max}
        </span>
      )}
      <input
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={!isValid}
        aria-describedby={isValid ? undefined : problemId}
        className={styles['input']}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          else if (event.key === 'Escape') setDraft(null);
        }}
      />
      {unit === undefined ? null : <span className={styles['unit']}>{unit}</span>}
    </span>
  );
}
