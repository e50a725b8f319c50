import type { MessageDetail } from '../../shared/contract.ts';
import { formatGap, formatMoment } from '../../shared/format.ts';
import { explainErrorCode } from '../../shared/vonage/error-codes.ts';
import { describeStatus } from '../../shared/vonage/explain-value.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import { Meaning } from '../ui/meaning.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { textBesideStatus } from '../webhooks/row-text.ts';
import { StatusBadge } from '../webhooks/status-badge.tsx';
import styles from './message-card.module.css';

type Step = MessageDetail['steps'][number];

interface TimelineStepProps {
  readonly step: Step;
  /** The step before it; undefined for the first. */
  readonly before: Step | undefined;
  /** Whether the detail shows a webhook of this step. */
  readonly isCurrent: boolean;
  /** Goes to its first webhook. */
  readonly onOpen: () => void;
}

/** One thing that happened to a message, however often Vonage told it. */
export function TimelineStep({ step, before, isCurrent, onOpen }: TimelineStepProps) {
  const text = textBesideStatus(step);
  const meaning = toMeaning(step);
  return (
    <Meaning text={meaning}>
      <button type="button" aria-current={isCurrent || undefined} className={styles['step']} onClick={onOpen}>
        <span className={styles['told']}>
          {step.status === null ? <span>{findKind(step.api, step.kind).label}</span> : <StatusBadge row={step} />}
          <span className={styles['text']}>
            <VisibleText text={text} />
          </span>
          {isCurrent ? <span className={styles['quiet']}>shown here</span> : null}
        </span>
        <span className={styles['times']}>
          <span className={styles['moment']}>
            {step.sentAt === null ? 'no time from Vonage' : formatMoment(step.sentAt)}
          </span>
          {before === undefined || step.latencyMs === null ? null : (
            <span>
              {formatGap(0, step.latencyMs)} than <VisibleText text={nameOf(before)} />
            </span>
          )}
          <span>
            {step.sentAt === null
              ? `received ${formatMoment(step.receivedAt / 1_000)}`
              : `received ${formatGap(step.sentAt, step.receivedAt / 1_000)}`}
          </span>
        </span>
        <Badges step={step} />
      </button>
    </Meaning>
  );
}

/** What its status means and, where it failed, what to do. */
function toMeaning(step: Step): string | null {
  const status = explainStatus(step);
  const error = step.errorCode === null ? null : explainErrorCode(step.api, step.errorCode);
  const words = [
    status === null ? null : describeStatus(status),
    error === null || step.errorCode === '0' ? null : `${error.meaning}. ${error.advice}`,
  ].filter((part) => part !== null);
  return words.length === 0 ? null : words.join(' ');
}

function Badges({ step }: { readonly step: Step }) {
  const { badges, missing, arrivals, price, currency } = step;
  const words = [
    badges.includes('duplicate') ? `duplicate ×${arrivals.length}` : null,
    badges.includes('out-of-order') ? 'out of order' : null,
    badges.includes('late') ? 'late' : null,
    missing.length > 0 ? `gap: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing` : null,
    badges.includes('charged') ? `charged ${[price, currency].filter(Boolean).join(' ')} although failed` : null,
  ].filter((word) => word !== null);
  if (words.length === 0) return null;
  return (
    <span className={styles['badges']}>
      {words.map((word) => (
        <span key={word} className={styles['badge']}>
          <VisibleText text={word} />
        </span>
      ))}
    </span>
  );
}

function nameOf({ status, api, kind }: Step): string {
  return status ?? findKind(api, kind).label;
}
