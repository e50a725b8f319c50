import { DeliveryList } from './delivery-list.tsx';
import styles from './dialogs.module.css';
import { RunLine } from './run-line.tsx';
import { EVERY_DELIVERY, useDeliveries, useRun } from './use-deliveries.ts';

interface EditAnswersProps {
  readonly webhookId: number;
  /** The delivery that was just sent: it is open. */
  readonly newest: number | undefined;
  readonly run: number | null;
}

/** What came back, now and before, each beside the first. */
export function EditAnswers({ webhookId, newest, run: runId }: EditAnswersProps) {
  const rows = (useDeliveries({ ...EVERY_DELIVERY, webhook: webhookId }) ?? []).filter(
    (row) => row.webhookId === webhookId,
  );
  const run = useRun(runId);
  return (
    <section aria-label="Answers" aria-live="polite" className={styles['answers']}>
      <h3 className={styles['subtitle']}>Answers</h3>
      {run === undefined ? null : <RunLine run={run} />}
      {rows.length === 0 ? (
        <p className={styles['note']}>None yet. Ctrl+Enter sends.</p>
      ) : (
        <DeliveryList key={newest} label="Answers to this webhook" rows={rows} openAtFirst={newest} />
      )}
    </section>
  );
}
