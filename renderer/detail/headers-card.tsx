import type { WebhookDetail } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PairTable } from '../ui/pair-table.tsx';
import { parseQuery } from '../payload/parse-query.ts';
import styles from './detail-card.module.css';

/** Headers and query parameters as they came: order, case and repeats kept. */
export function HeadersCard({ detail }: { readonly detail: WebhookDetail }) {
  const { headers, target, httpVersion, remoteAddress } = detail;
  const query = parseQuery(target);
  const note = [
    formatAmount(headers.length, 'header'),
    ...(query.length > 0 ? [formatAmount(query.length, 'query parameter')] : []),
  ].join(' · ');
  return (
    <Card
      name="headers"
      title="Headers and query"
      note={note}
      actions={
        <CopyButton label="Copy headers" text={() => headers.map(([name, value]) => `${name}: ${value}`).join('\n')} />
      }
    >
      <p className={styles['requestLine']}>
        {detail.row.method} {target} HTTP/{httpVersion.replace(/^HTTP\//, '')}
        <span className={styles['quiet']}> from {remoteAddress}</span>
      </p>
      {query.length > 0 ? (
        <>
          <h4 className={styles['subheading']}>Query parameters</h4>
          <PairTable label="Query parameters" pairs={query} />
          <h4 className={styles['subheading']}>Headers</h4>
        </>
      ) : null}
      {headers.length > 0 ? (
        <PairTable label="Headers" pairs={headers} />
      ) : (
        <p className={styles['none']}>No headers.</p>
      )}
    </Card>
  );
}
