import { CircleAlert } from 'lucide-react';

import type { DeliveryDetail, DeliveryRow } from '../../shared/contract/deliveries.ts';
import { formatAmount, formatBytes, formatDuration, formatIso } from '../../shared/format.ts';
import card from '../detail/detail-card.module.css';
import { Facts } from '../detail/facts.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { PairTable } from '../ui/pair-table.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { AnswerDiff } from './answer-diff.tsx';
import styles from './delivery.module.css';
import { DeliveryBody } from './delivery-body.tsx';
import { useDelivery } from './use-deliveries.ts';
import { outcomeOf, WAY_WORDS } from './words.ts';

interface DeliveryViewProps {
  readonly row: DeliveryRow;
  /** What its answer is compared with at first; the webhook's first without it. */
  readonly against?: DeliveryRow | undefined;
}

/** One attempt in full: what was sent, what came back, how long it took. */
export function DeliveryView({ row, against }: DeliveryViewProps) {
  const detail = useDelivery(row);
  if (detail === undefined) return <div aria-busy className={styles['view']} />;
  if (detail === null) return <p className={card['none']}>This delivery is gone: the oldest give way.</p>;
  return (
    <div className={styles['view']}>
      {row.problem === null ? null : (
        <p className={styles['problem']}>
          <CircleAlert size={13} aria-hidden /> <VisibleText text={row.problem} />
        </p>
      )}
      <Facts
        facts={[
          ['Sent to', <VisibleText key="url" text={`${row.method} ${row.url}`} />],
          [
            'Way',
            [WAY_WORDS[row.way], row.edited ? 'edited' : '', SIGNATURES[row.signature]].filter(Boolean).join(', '),
          ],
          ['Begun', formatIso(row.startedAt)],
          ['Times', tellTimes(row)],
        ]}
      />
      {/* A simulated one is another webhook each time: there is nothing to hold it against. */}
      {row.state === 'sending' || row.webhookId === null ? null : (
        <AnswerDiff detail={detail} webhookId={row.webhookId} against={against} />
      )}
      <Answer detail={detail} />
      <Disclosure title="What was sent" note={formatAmount(detail.requestHeaders.length, 'header')}>
        <PairTable label="Headers sent" pairs={detail.requestHeaders} />
        {detail.requestBody === null ? (
          <p className={card['none']}>The webhook’s own body, byte for byte.</p>
        ) : (
          <DeliveryBody body={detail.requestBody} headers={detail.requestHeaders} bytes={detail.requestBody.length} />
        )}
      </Disclosure>
    </div>
  );
}

const SIGNATURES = { keep: '', 're-sign': 'signed again', remove: 'signature removed' } as const;

function tellTimes({ connectUs, firstByteUs, totalUs }: DeliveryRow): string | null {
  if (totalUs === null) return null;
  const parts = [
    connectUs === null ? 'connection used again' : `connected in ${formatDuration(connectUs)}`,
    firstByteUs === null ? '' : `first byte after ${formatDuration(firstByteUs)}`,
    `${formatDuration(totalUs)} in all`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function Answer({ detail: { row, answerHeaders, answerBody } }: { readonly detail: DeliveryDetail }) {
  if (row.status === null) return null;
  const bytes = row.answerBytes ?? 0;
  return (
    <>
      <h4 className={card['subheading']}>
        Answer: {outcomeOf(row)}, {formatBytes(bytes)}
      </h4>
      {isRedirect(row.status) ? <p className={card['none']}>A redirect; it was not followed.</p> : null}
      {answerBody === null ? null : <DeliveryBody body={answerBody} headers={answerHeaders} bytes={bytes} />}
      {answerHeaders.length === 0 ? null : (
        <Disclosure title="Headers of the answer" note={formatAmount(answerHeaders.length, 'header')}>
          <PairTable label="Headers of the answer" pairs={answerHeaders} />
        </Disclosure>
      )}
    </>
  );
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}
