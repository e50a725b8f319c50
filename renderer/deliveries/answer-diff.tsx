import type { DeliveryDetail, DeliveryRow } from '../../shared/contract/deliveries.ts';
import { formatDuration } from '../../shared/format.ts';
import card from '../detail/detail-card.module.css';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './delivery.module.css';
import { textOf } from './delivery-body.tsx';
import { type DiffLine, diffLines } from './line-diff.ts';
import { useDelivery } from './use-deliveries.ts';
import { outcomeOf } from './words.ts';

/** They are another one with each answer, and say nothing. */
const PASSING = new Set(['date', 'connection', 'keep-alive', 'content-length', 'etag']);
const MOST_LINES = 400;

interface AnswerDiffProps {
  readonly first: DeliveryRow;
  readonly detail: DeliveryDetail;
}

/** What this answer has that the first one had not, and the other way round. */
export function AnswerDiff({ first, detail }: AnswerDiffProps) {
  const before = useDelivery(first);
  if (!before || first.status === null) return null;
  const headers = diffLines(headerLines(before), headerLines(detail));
  const body = diffLines(bodyLines(before), bodyLines(detail));
  const isSame = first.status === detail.row.status && headers.length === 0 && body.length === 0;
  return (
    <section aria-label="Compared with the first" className={styles['diff']}>
      <p className={styles['verdict']}>
        <b>{isSame ? 'The same answer as the first' : 'Compared with the first'}</b>
        {first.status === detail.row.status ? null : (
          <span>
            {outcomeOf(first)} → {outcomeOf(detail.row)}
          </span>
        )}
        <span>{tellShift(first.totalUs, detail.row.totalUs)}</span>
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
