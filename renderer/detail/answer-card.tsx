import { Split } from 'lucide-react';

import type { MessageDetail, WebhookDetail } from '../../shared/contract.ts';
import { formatDuration } from '../../shared/format.ts';
import { ruleLike } from '../rules/presets.ts';
import { useRuleStore } from '../rules/rule-store.ts';
import { tellDelay } from '../rules/words.ts';
import { IconButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PairTable } from '../ui/pair-table.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './detail-card.module.css';
import { Facts } from './facts.tsx';
import { Retries } from './retries.tsx';

interface AnswerCardProps {
  readonly detail: WebhookDetail;
  /** Null where it is of no message, or none is known yet. */
  readonly message: MessageDetail | null;
}

/** What Vonage was answered. */
export function AnswerCard({ detail, message }: AnswerCardProps) {
  const { answer, row } = detail;
  const make = useRuleStore((store) => store.make);
  const took = formatDuration(row.durationUs);
  const held = answer.delayMs === 0 ? null : tellDelay(answer.delayMs);
  return (
    <Card
      name="answer"
      title="Answer"
      note={
        answer.status === 0 ? 'closed without one' : `${answer.status} in ${took}${held === null ? '' : ` + ${held}`}`
      }
      actions={
        <>
          <IconButton
            icon={Split}
            label="Answer differently…"
            hint="Make a rule for webhooks like this one"
            onClick={() => make(ruleLike(row), row.id)}
          />
          {answer.body === '' ? null : <CopyButton label="Copy answer body" text={answer.body} />}
        </>
      }
    >
      <Facts
        facts={[
          ['Status', <b key="status">{answer.status || 'None: the connection was closed'}</b>],
          ['Content type', answer.contentType ?? (answer.status === 0 ? null : 'None')],
          ['Decided by', answer.rule ?? 'The default answer'],
          ['Time taken', `${took}, from the first byte until the row was written, just before its sync`],
          ['Held back', held === null ? null : `${held} after that, by the rule`],
          ['Connection', answer.ending === 'reset' ? 'Reset after the answer, by the rule' : null],
        ]}
      />
      {answer.headers === null || answer.headers.length === 0 ? null : (
        <PairTable label="Headers of the answer" pairs={answer.headers} />
      )}
      {answer.status === 0 ? null : answer.body === '' ? (
        <p className={styles['none']}>The body was empty.</p>
      ) : (
        <pre className={styles['block']}>
          <VisibleText text={answer.body} />
        </pre>
      )}
      <Retries row={row} message={message} />
    </Card>
  );
}
