import { Eye, EyeOff } from 'lucide-react';
import { type Ref, useState } from 'react';

import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import input from '../../ui/field.module.css';
import styles from './secret-field.module.css';

interface SecretFieldProps {
  readonly label: string;
  readonly hint: string;
  /** Read at the end, so that the text is in no state and no attribute. */
  readonly ref: Ref<HTMLInputElement>;
}

/** Takes a secret: hidden unless the person wants to see what they type, and never filled in by anybody. */
export function SecretField({ label, hint, ref }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  const [isPadded, setPadded] = useState(false);
  return (
    <Field
      label={label}
      hint={isPadded ? 'There is white space around it, which will count as part of the secret.' : hint}
    >
      {(ids) => (
        <span className={styles['field']}>
          <input
            ref={ref}
            type={isShown ? 'text' : 'password'}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2_000}
            className={`${input['input']} ${styles['input']}`}
            onInput={({ currentTarget: { value } }) => setPadded(value.trim() !== value)}
            {...ids}
          />
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? 'Hide the secret' : 'Show the secret'}
            aria-pressed={isShown}
            className={styles['reveal']}
            onClick={() => setShown(!isShown)}
          />
        </span>
      )}
    </Field>
  );
}
