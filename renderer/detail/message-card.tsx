import type { MessageDetail } from '../../shared/contract.ts';
import { formatAmount, formatGap } from '../../shared/format.ts';
import { Card } from '../ui/card.tsx';
import styles from './message-card.module.css';
import { MessageLinks } from './message-links.tsx';
import { MessageText } from './message-text.tsx';
import { TimelineStep } from './timeline-step.tsx';

interface MessageCardProps {
  readonly message: MessageDetail;
  /** The webhook that the detail shows. */
  readonly webhookId: number;
}

/** What became of the message that the webhook belongs to. Says nothing where the webhook is all there is. */
export function MessageCard({ message, webhookId }: MessageCardProps) {
  const { row, steps, longText } = message;
  if (row.webhooks < 2 && longText === null && !hasLinks(message)) return null;
  return (
    <Card name="message" title="Message" note={toNote(message)}>
      <ol aria-label="Timeline" className={styles['steps']}>
        {steps.map((step, index) => (
          <li key={step.webhookId}>
            <TimelineStep
              step={step}
              before={steps[index - 1]}
              isCurrent={step.arrivals.some(({ id }) => id === webhookId)}
            />
          </li>
        ))}
      </ol>
      {longText === null ? null : <LongText longText={longText} />}
      <MessageLinks message={message} />
    </Card>
  );
}

function LongText({ longText }: { readonly longText: NonNullable<MessageDetail['longText']> }) {
  const { text, total, missing } = longText;
  return (
    <div className={styles['long']}>
      <p className={styles['quiet']}>
        The whole text, from {formatAmount(total, 'part')}
        {missing.length === 0 ? '.' : ` of which ${toMissing(missing)}.`}
      </p>
      {text === '' ? null : <MessageText content={{ text, media: [] }} />}
    </div>
  );
}

function hasLinks({ replyTo, replies, group }: MessageDetail): boolean {
  return replyTo !== null || replies.length > 0 || group.length > 1;
}

function toNote({ row }: MessageDetail): string {
  const count = formatAmount(row.webhooks, 'webhook');
  return row.durationMs === null ? count : `${count}, the last ${formatGap(0, row.durationMs)}`;
}

const LIST = new Intl.ListFormat('en-GB');

function toMissing(parts: readonly number[]): string {
  return `${LIST.format(parts.map(String))} ${parts.length === 1 ? 'is' : 'are'} missing`;
}
