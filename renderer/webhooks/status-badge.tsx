import type { MessageRow, WebhookRow } from '../../shared/contract.ts';
import { describeStatus } from '../../shared/vonage/explain-value.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './status-badge.module.css';

export function StatusBadge({ row }: { readonly row: Pick<WebhookRow, 'api' | 'kind' | 'channel' | 'status'> }) {
  if (row.status === null) return null;
  const explanation = explainStatus(row);
  const meaning = explanation === null ? undefined : describeStatus(explanation);
  return <StateBadge state={row.status} tone={explanation?.tone ?? 'neutral'} meaning={meaning} />;
}

interface StateBadgeProps {
  readonly state: string;
  readonly tone: MessageRow['tone'];
  readonly meaning?: string | undefined;
}

/** A status as Vonage wrote it. The dot's shape says the same as its colour. Lists have many, so the browser's tooltip. */
export function StateBadge({ state, tone, meaning }: StateBadgeProps) {
  return (
    <span className={styles['badge']} data-tone={tone} title={meaning}>
      <span className={styles['dot']} aria-hidden />
      <VisibleText text={state} />
    </span>
  );
}
