import type { ReactNode } from 'react';

import styles from './setting.module.css';

interface SettingProps {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly text: string;
  readonly children: ReactNode;
}

export function Setting({ name, text, children }: SettingProps) {
  return (
    <div className={styles['setting']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{name}</p>
        <p className={styles['text']}>{text}</p>
      </div>
      <div className={styles['control']}>{children}</div>
    </div>
  );
}
