import { useState } from 'react';

import type { DeliveryDetail, DeliveryRow } from '../../shared/contract/deliveries.ts';
import { formatDuration, formatMoment } from '../../shared/format.ts';
import card from '../detail/detail-card.module.css';
import { Field } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './delivery.module.css';
import { textOf } from './delivery-body.tsx';
import { type DiffLine, diffLines } from './line-diff.ts';
import { EVERY_DELIVERY, useDeliveries, useDelivery } from './use-deliveries.ts';
import { outcomeOf, WAY_WORDS } from './words.ts';

/** They are another one with each answer, and say nothing. */
const PASSING = new Set(['date', 'connection', 'keep-alive', 'content-length', 'etag']);
const MOST_LINES = 400;

interface AnswerDiffProps {
  readonly detail: DeliveryDetail;
  readonly webhookId: number;
  /** What it is held against until another one is chosen; else the first of the webhook. */
  readonly against: DeliveryRow | undefined;
}

/** This answer beside that of any other delivery of the same webhook. */
export function AnswerDiff({ detail, webhookId, against }: AnswerDiffProps) {
  const { id } = detail.row;
  const [chosen, setChosen] = useState<number | null>(null);
  const kept = (useDeliveries({ ...EVERY_DELIVERY, webhook: webhookId }) ?? []).filter(
    (row) => row.webhookId === webhookId && row.state !== 'sending',
  );
  const first = kept.at(-1);
  const others = withRow(kept, against).filter((row) => row.id !== id);
  if (others.length === 0) return null;
  // The first itself is held against nothing before that is asked.
  const usual = against?.id ?? (first === undefined || first.id >= id ? 0 : first.id);
  const other = others.find((row) => row.id === (chosen ?? usual));
  return (
    <>
      <div className={styles['against']}>
        <Field label="Compare with">
          {(ids) => (
            <select
              className={input['input']}
              value={other?.id ?? 0}
              onChange={({ target }) => setChosen(Number(target.value))}
              {...ids}
            >
              <option value={0}>Nothing</option>
              {others.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.id === first?.id ? 'First: ' : ''}
                  {tell(row)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {other === undefined ? null : (
        <Difference
          before={other}
          detail={detail}
          name={other.id === first?.id ? 'the first' : `that of ${timeOf(other)}`}
        />
      )}
    </>
  );
}

/** Newest first; the one may be too old to be among those that were fetched. */
function withRow(rows: readonly DeliveryRow[], row: DeliveryRow | undefined): readonly DeliveryRow[] {
  return row === undefined || rows.some(({ id }) => id === row.id) ? rows : [...rows, row];
}

function tell(row: DeliveryRow): string {
  const words = [WAY_WORDS[row.way].toLowerCase(), row.edited ? 'edited' : ''].filter(Boolean).join(', ');
  return `${outcomeOf(row)} ${row.targetName}, ${words}, ${timeOf(row)}`;
}

const timeOf = ({ startedAt }: DeliveryRow): string => formatMoment(startedAt / 1_000);

interface DifferenceProps {
  readonly before: DeliveryRow;
  readonly detail: DeliveryDetail;
  readonly name: string;
}

/** What this answer has that the other one has not, and the other way round. */
function Difference({ before: beforeRow, detail, name }: DifferenceProps) {
  const before = useDelivery(beforeRow);
  if (before === null) return <p className={card['none']}>That delivery is gone: the oldest give way.</p>;
  if (before === undefined) return <div aria-busy />;
  const headers = diffLines(headerLines(before), headerLines(detail));
  const body = diffLines(bodyLines(before), bodyLines(detail));
  const [was, is] = [outcomeOf(beforeRow), outcomeOf(detail.row)];
  const isSame = was === is && headers.length === 0 && body.length === 0;
  return (
    <section aria-label={`Compared with ${name}`} className={styles['diff']}>
      <p className={styles['verdict']}>
        <b>{isSame ? `The same answer as ${name}` : `Compared with ${name}`}</b>
        {was === is ? null : (
          <span>
            {was} → {is}
          </span>
        )}
        <span>{tellShift(beforeRow.totalUs, detail.row.totalUs)}</span>
      </p>
      {headers.length === 0 ? null : <Lines label="Changed headers" lines={headers} />}
      {body.length === 0 ? null : <Lines label="Changed body" lines={body} />}
    </section>
  );
}

function Lines({ label, lines }: { readonly label: string; readonly lines: readonly DiffLine[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <pre aria-label={label} tabIndex={0} className={`${card['block']} ${styles['lines']}`}>
      {lines.slice(0, MOST_LINES).map(({ sign, text }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines repeat, and their order never changes
        <span key={index} data-sign={sign} className={styles['line']}>
          {sign} <VisibleText text={text} />
        </span>
      ))}
      {lines.length > MOST_LINES ? `… and ${lines.length - MOST_LINES} lines more` : ''}
    </pre>
  );
}

function headerLines({ answerHeaders }: DeliveryDetail): string[] {
  return answerHeaders
    .filter(([name]) => !PASSING.has(name.toLowerCase()))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted();
}

function bodyLines({ answerBody, answerHeaders }: DeliveryDetail): string[] {
  return answerBody === null || answerBody.length === 0 ? [] : textOf(answerBody, answerHeaders).split('\n');
}

function tellShift(before: number | null, after: number | null): string {
  if (before === null || after === null) return '';
  const shift = after - before;
  return `${formatDuration(Math.abs(shift))} ${shift > 0 ? 'slower' : 'faster'}`;
}
