import type { MessageRow, WebhookRow } from '../../shared/contract.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './status-badge.module.css';

export function StatusBadge({ row }: { readonly row: Pick<WebhookRow, 'api' | 'kind' | 'channel' | 'status'> }) {
  if (row.status === null) return null;
  return <StateBadge state={row.status} tone={explainStatus(row)?.tone ?? 'neutral'} />;
}

/** A status as Vonage wrote it. The dot's shape says the same as its colour. */
export function StateBadge({ state, tone }: { readonly state: string; readonly tone: MessageRow['tone'] }) {
  return (
    <span className={styles['badge']} data-tone={tone}>
      <span className={styles['dot']} aria-hidden />
      <VisibleText text={state} />
    </span>
  );
}
