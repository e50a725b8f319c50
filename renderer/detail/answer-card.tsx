import type { WebhookDetail } from '../../shared/contract.ts';
import { formatDuration } from '../../shared/format.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './detail-card.module.css';
import { Facts } from './facts.tsx';

/** What Vonage was answered. */
export function AnswerCard({ detail }: { readonly detail: WebhookDetail }) {
  const { answer, row } = detail;
  const took = formatDuration(row.durationUs);
  return (
    <Card
      name="answer"
      title="Answer"
      note={`${answer.status} in ${took}`}
      actions={answer.body === '' ? null : <CopyButton label="Copy answer body" text={answer.body} />}
    >
      <Facts
        facts={[
          ['Status', <b key="status">{answer.status || 'None: the connection closed first'}</b>],
          ['Content type', answer.contentType ?? 'None'],
          ['Decided by', answer.rule ?? 'The default answer'],
          ['Time taken', `${took}, from the first byte to the row on disk`],
        ]}
      />
      {answer.body === '' ? (
        <p className={styles['none']}>The body was empty.</p>
      ) : (
        <pre className={styles['block']}>
          <VisibleText text={answer.body} />
        </pre>
      )}
    </Card>
  );
}
