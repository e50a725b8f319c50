import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import styles from './problem-strips.module.css';

interface StripProps {
  readonly icon: LucideIcon;
  readonly tone: 'bad' | 'warn' | 'info';
  readonly children: ReactNode;
}

export function Strip({ icon: Icon, tone, children }: StripProps) {
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={styles['strip']} data-tone={tone}>
      <Icon size={15} aria-hidden />
      <p>{children}</p>
    </div>
  );
}
