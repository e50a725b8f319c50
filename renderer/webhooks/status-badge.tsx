import type { WebhookRow } from '../../shared/contract.ts';
import { describeStatus } from '../../shared/vonage/explain-value.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './status-badge.module.css';

/** A status as Vonage wrote it. The dot's shape says the same as its colour. Lists have many, so the browser's tooltip. */
export function StatusBadge({ row }: { readonly row: Pick<WebhookRow, 'api' | 'kind' | 'channel' | 'status'> }) {
  if (row.status === null) return null;
  const explanation = explainStatus(row);
  return (
    <span
      className={styles['badge']}
      data-tone={explanation?.tone ?? 'neutral'}
      title={explanation === null ? undefined : describeStatus(explanation)}
    >
      <span className={styles['dot']} aria-hidden />
      <VisibleText text={row.status} />
    </span>
  );
}
