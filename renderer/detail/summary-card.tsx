import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';

import type { WebhookDetail, WebhookRow } from '../../shared/contract.ts';
import { formatGap, formatMoment } from '../../shared/format.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { textBesideStatus } from '../webhooks/row-text.ts';
import { StatusBadge } from '../webhooks/status-badge.tsx';
import { VerdictMark } from '../webhooks/verdict-mark.tsx';
import { ErrorNote } from './error-note.tsx';
import { Facts } from './facts.tsx';
import { readContent } from './message-content.ts';
import { MessageText } from './message-text.tsx';
import { MisroutedNote } from './misrouted-note.tsx';
import { StatusMeaning } from './status-meaning.tsx';
import styles from './summary-card.module.css';

interface SummaryCardProps {
  readonly detail: WebhookDetail;
  /** As the list has it: a verdict is newer there. */
  readonly row: WebhookRow;
}

/** What the webhook says, in words. */
export function SummaryCard({ detail, row }: SummaryCardProps) {
  const { sentAt, account } = detail;
  const content = useMemo(() => readContent(detail), [detail]);
  const rest = textBesideStatus(row);
  const hasParties = row.from !== null || row.to !== null;
  // Receipts and lookups write 0 where all went well.
  const isError = row.errorCode !== null && row.errorCode !== '0';
  const hasContent = content.text !== null || content.media.length > 0;
  return (
    <Card name="summary" title="Summary">
      <div className={styles['summary']}>
        {row.misroutedTo === null ? null : <MisroutedNote row={row} />}
        {row.status === null ? null : (
          <p className={styles['status']}>
            <StatusBadge row={row} />
            <StatusMeaning row={row} />
          </p>
        )}
        {isError && row.errorCode !== null ? (
          <ErrorNote api={row.api} code={row.errorCode} words={withoutCode(rest, row.errorCode)} />
        ) : null}
        {hasContent ? <MessageText content={content} /> : null}
        {!hasContent && rest !== '' && !isError ? (
          <p className={styles['line']}>
            <VisibleText text={rest} />
          </p>
        ) : null}
      </div>
      <Facts
        facts={[
          ['From → to', hasParties ? <Parties key="parties" from={row.from} to={row.to} /> : null],
          ['Channel', row.channel],
          ['Message id', row.messageId === null ? null : <Id key="id" id={row.messageId} />],
          ['Vonage’s time', sentAt === null ? null : toSentAt(sentAt, row.receivedAt / 1_000)],
          ['Account', account],
          ['Signature', <VerdictMark key="verdict" verdict={row.verdict} reason={row.reason} />],
          ['Came by', row.via === 'local' ? null : VIAS[row.via]],
        ]}
      />
    </Card>
  );
}

const withoutCode = (text: string, code: string): string =>
  text.startsWith(code) ? text.slice(code.length).trim() : text;

const VIAS = {
  tunnel: 'The tunnel',
  simulator: 'The simulator of this app',
  import: 'An imported file',
};

function Parties({ from, to }: { readonly from: string | null; readonly to: string | null }) {
  return (
    <span className={styles['parties']}>
      <code>{from === null ? '–' : <VisibleText text={from} />}</code>
      <ArrowRight size={12} aria-label="to" />
      <code>{to === null ? '–' : <VisibleText text={to} />}</code>
    </span>
  );
}

function Id({ id }: { readonly id: string }) {
  return (
    <span className={styles['id']}>
      <code>
        <VisibleText text={id} />
      </code>
      <CopyButton text={id} label="Copy message id" className={styles['copy']} />
    </span>
  );
}

function toSentAt(sentAt: number, receivedAt: number): string {
  return `${formatMoment(sentAt)}, received ${formatGap(sentAt, receivedAt)}`;
}
