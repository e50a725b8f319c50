import { VisibleText } from '../ui/visible-text.tsx';
import styles from './status-badge.module.css';
import { toneOf } from './status-tone.ts';

/** A status as Vonage wrote it. The dot's shape says the same as its colour. */
export function StatusBadge({ status }: { readonly status: string }) {
  return (
    <span className={styles['badge']} data-tone={toneOf(status)}>
      <span className={styles['dot']} aria-hidden />
      <VisibleText text={status} />
    </span>
  );
}
