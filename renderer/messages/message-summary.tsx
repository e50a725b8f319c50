import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { formatMoment, formatSpan } from '../../shared/format.ts';
import { ErrorNote } from '../detail/error-note.tsx';
import { Facts } from '../detail/facts.tsx';
import { MessageText } from '../detail/message-text.tsx';
import { StatusMeaning } from '../detail/status-meaning.tsx';
import summary from '../detail/summary-card.module.css';
import { Card } from '../ui/card.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import rowStyles from '../webhooks/webhook-row.module.css';
import { textBesideStatus } from '../webhooks/row-text.ts';
import { marksOf } from './message-marks.ts';
import styles from './message-summary.module.css';

/** What became of a message, and what is remarkable about it, in words. */
export function MessageSummary({ message }: { readonly message: MessageDetail }) {
  const { row, steps, longText } = message;
  const told = steps.findLast(({ status }) => status !== null && status === row.state);
  const rest = textBesideStatus({ status: row.state, summary: row.text });
  const isError = row.errorCode !== null && row.errorCode !== '0';
  const marks = marksOf(row, longText?.missing.length ?? 0);
  return (
    <Card name="summary" title="Summary">
      <div className={summary['summary']}>
        {told === undefined && row.direction !== 'inbound' && !isError && rest !== '' ? (
          <p className={summary['line']}>
            <VisibleText text={rest} />
          </p>
        ) : null}
        {told === undefined ? null : (
          <p className={summary['status']}>
            <StatusMeaning row={told} />
          </p>
        )}
        {isError ? <ErrorNote api={row.api} code={row.errorCode ?? ''} words={rest} /> : null}
        {row.direction === 'inbound' && row.text !== '' ? (
          <MessageText content={{ text: row.text, media: [] }} />
        ) : null}
      </div>
      {marks.length === 0 ? null : (
        <dl aria-label="Marks" className={styles['marks']}>
          {marks.map(({ word, meaning }) => (
            <div key={word} className={styles['mark']}>
              <dt className={rowStyles['mark']}>{word}</dt>
              <dd className={styles['meaning']}>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

/** What else is known of a message. */
export function MessageFacts({ row }: { readonly row: MessageRow }) {
  return (
    <Card name="message-facts" title="Details">
      <Facts facts={factsOf(row)} />
    </Card>
  );
}

function factsOf(row: MessageRow): Parameters<typeof Facts>[0]['facts'] {
  return [
    ['From', row.from === null ? null : <Value key="from" text={row.from} />],
    ['To', row.to === null ? null : <Value key="to" text={row.to} />],
    ['Channel', row.channel === null ? null : <Value key="channel" text={row.channel} />],
    ['Message id', <Value key="id" text={row.messageId} />],
    ['Webhooks', row.webhooks],
    ['First', formatMoment(row.firstAt)],
    ['Last', row.webhooks > 1 ? formatMoment(row.lastAt) : null],
    ['Duration', row.durationMs === null ? null : `${formatSpan(row.durationMs)}, by Vonage’s time`],
    ['Price', row.price === null ? null : [row.price, row.currency].filter((word) => word !== null).join(' ')],
    ['Attempt', row.attempt === null ? null : `${row.attempt} of ${row.attempts ?? 'unknown'}`],
  ];
}

function Value({ text }: { readonly text: string }) {
  return (
    <code>
      <VisibleText text={text} />
    </code>
  );
}
