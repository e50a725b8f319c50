import type { WebhookRow } from '../../shared/contract.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './status-badge.module.css';

/** A status as Vonage wrote it. The dot's shape says the same as its colour. */
export function StatusBadge({ row }: { readonly row: Pick<WebhookRow, 'api' | 'kind' | 'channel' | 'status'> }) {
  if (row.status === null) return null;
  return (
    <span className={styles['badge']} data-tone={explainStatus(row)?.tone ?? 'neutral'}>
      <span className={styles['dot']} aria-hidden />
      <VisibleText text={row.status} />
    </span>
  );
}
