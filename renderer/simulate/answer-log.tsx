import { useEffect, useRef } from 'react';

import type { SentWebhook, Simulation } from '../../shared/contract/simulate.ts';
import { formatCount } from '../../shared/format.ts';
import { useSimulation } from '../bridge/use-simulation.ts';
import { usePlace } from '../shell/place-store.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './work.module.css';

/** What was sent, and what was answered. */
export function AnswerLog() {
  const simulation = useSimulation();
  const list = useRef<HTMLOListElement>(null);
  const last = simulation?.log.at(-1)?.number;
  useEffect(() => {
    if (list.current && last !== undefined) list.current.scrollTop = list.current.scrollHeight;
  }, [last]);

  if (!simulation || simulation.total === 0) return null;
  return (
    <section aria-label="Answers" className={styles['log']}>
      <div className={styles['logHead']}>
        <h2 className={styles['logTitle']}>Answers</h2>
        <p role="status" className={styles['logNote']}>
          {tell(simulation)}
        </p>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and by keys as well */}
      <ol ref={list} aria-label="Answers" tabIndex={0} className={styles['answers']}>
        {simulation.log.map((sent) => (
          <Line key={sent.number} sent={sent} />
        ))}
      </ol>
    </section>
  );
}

function Line({ sent }: { readonly sent: SentWebhook }) {
  const { label, channel, status, note, answer, problem, ms, delivery } = sent;
  const openDelivery = usePlace((place) => place.openDelivery);
  const isAccepted = answer !== null && answer >= 200 && answer < 300;
  return (
    <li className={styles['answer']} data-failed={!isAccepted || undefined}>
      <span className={styles['code']}>{answer ?? 'none'}</span>
      <span className={styles['ms']}>{answer === null ? '' : `${formatCount(ms)} ms`}</span>
      <span>
        <VisibleText text={[label, channel, status].filter((part) => part !== null).join(' · ')} />
      </span>
      {note === null ? null : <span className={styles['note']}>{note}</span>}
      {problem === null ? null : <span className={styles['why']}>{problem}</span>}
      {delivery === null ? null : (
        <button type="button" className={styles['delivery']} onClick={() => openDelivery(delivery)}>
          Delivery {delivery}
        </button>
      )}
    </li>
  );
}

function tell({ isRunning, total, sent, failed, seed }: Simulation): string {
  const parts = [`${formatCount(sent)} of ${formatCount(total)} sent`];
  if (failed > 0) parts.push(`${formatCount(failed)} not accepted`);
  if (!isRunning && sent < total) parts.push('stopped');
  if (seed !== null) parts.push(`seed ${seed}`);
  return parts.join(', ');
}
