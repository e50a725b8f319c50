import { type ComponentProps, type ReactNode, useId } from 'react';

import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was entered; null where nothing is. */
  readonly problem?: string | null;
}

interface FieldFrameProps extends FieldProps {
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
}

/** A label above a control; below it what to know, or what is wrong. */
export function Field({ label, hint, problem = null, children }: FieldFrameProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = problem ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': problem !== null,
      })}
      {note === undefined ? null : (
        <p id={noteId} role={problem === null ? undefined : 'alert'} className={styles['note']}>
          {note}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, problem, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} problem={problem ?? null}>
      {(ids) => (
        <input type="text" autoComplete="off" spellCheck={false} className={styles['input']} {...ids} {...input} />
      )}
    </Field>
  );
}
