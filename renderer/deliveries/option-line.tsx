import type { ReactNode } from 'react';

import styles from './option-line.module.css';

interface OptionLineProps {
  readonly name: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** A choice with what it means, in one line. */
export function OptionLine({ name, text, children }: OptionLineProps) {
  return (
    <div className={styles['line']}>
      <p className={styles['words']}>
        <b>{name}</b> {text}
      </p>
      {children}
    </div>
  );
}
