import type { MessageDetail } from '../../shared/contract.ts';
import { formatMoment } from '../../shared/format.ts';
import { LinkLine } from './link-line.tsx';
import styles from './message-card.module.css';
import { TimelineStep } from './timeline-step.tsx';

interface TimelineProps {
  readonly steps: MessageDetail['steps'];
  /** The webhook that is shown beside it; null where none is. */
  readonly webhookId: number | null;
  /** Takes the height that it needs, and names each webhook of a step. */
  readonly isLarge?: boolean;
  readonly onOpen: (webhookId: number) => void;
}

/** What happened to a message, in Vonage's order. */
export function Timeline({ steps, webhookId, isLarge = false, onOpen }: TimelineProps) {
  return (
    <ol aria-label="Timeline" className={styles['steps']} data-large={isLarge || undefined}>
      {steps.map((step, index) => (
        <li key={step.webhookId}>
          <TimelineStep
            step={step}
            before={steps[index - 1]}
            isCurrent={step.arrivals.some(({ id }) => id === webhookId)}
            onOpen={() => onOpen(step.webhookId)}
          />
          {isLarge && step.arrivals.length > 1 ? (
            <LinkLine
              name="Arrived"
              links={step.arrivals.map(({ id, receivedAt }) => ({
                key: id,
                text: formatMoment(receivedAt / 1_000),
                open: () => onOpen(id),
              }))}
            />
          ) : null}
        </li>
      ))}
    </ol>
  );
}
