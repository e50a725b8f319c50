import { ArrowUpRight, ChevronRight } from 'lucide-react';
import { useState } from 'react';

import type { Run, RunDelivery, RunDeliveryQuery } from '../../shared/contract/deliveries.ts';
import { formatCount, formatDuration, formatMoment } from '../../shared/format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Outcome } from './delivery-list.tsx';
import { DeliveryView } from './delivery-view.tsx';
import styles from './delivery.module.css';
import runs from './runs.module.css';
import { useRunDeliveries } from './use-deliveries.ts';
import { useShowWebhook } from './use-show-webhook.ts';
import { outcomeOf } from './words.ts';

const WHICH = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Not taken' },
  { value: 'changed', label: 'Changed' },
] as const;

const NONE: Readonly<Record<RunDeliveryQuery['which'], string>> = {
  all: 'Nothing of this run is kept any more: the oldest deliveries give way.',
  failed: 'Each was answered 2xx.',
  changed: 'Each was answered as the time before, or for the first time.',
};

/** What a run has sent, in its order: each answer, and whether it is another one than the webhook had the time before. */
export function RunDeliveries({ run }: { readonly run: Run }) {
  const [which, setWhich] = useState<RunDeliveryQuery['which']>('all');
  const { rows, next, isFetching, more } = useRunDeliveries(run.id, which);
  return (
    <section aria-label={`Deliveries of run ${run.id}`} className={runs['deliveries']}>
      <div className={runs['which']}>
        <Choice label="Which deliveries" value={which} choices={WHICH} onChange={setWhich} />
      </div>
      {rows === undefined ? <div aria-busy /> : null}
      {rows?.length === 0 && next === null ? (
        <p className={runs['result']}>{run.sent === 0 ? 'Nothing has been sent yet.' : NONE[which]}</p>
      ) : null}
      <ul aria-label={`Deliveries of run ${run.id}`} className={styles['list']}>
        {rows?.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {next === null || next === undefined ? null : (
        <div className={runs['more']}>
          <Button disabled={isFetching} onClick={more}>
            Show more
          </Button>
          <span className={runs['counts']}>
            {formatCount(rows?.length ?? 0)} among the first {formatCount(next + 1)} of {formatCount(run.sent)}
          </span>
        </div>
      )}
    </section>
  );
}

function Line({ row }: { readonly row: RunDelivery }) {
  const [isOpen, setOpen] = useState(false);
  const showWebhook = useShowWebhook();
  const { webhookId, changedFrom, startedAt, totalUs } = row;
  return (
    <li>
      <div className={styles['beside']}>
        <button type="button" aria-expanded={isOpen} className={styles['row']} onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={12} aria-hidden className={styles['chevron']} />
          {/* The spaces are for those who hear it. */}
          <Outcome row={row} /> <span className={styles['target']}>Webhook {webhookId}</span>{' '}
          <span className={styles['changed']}>{changedFrom === null ? '' : tellChange(row, changedFrom)}</span>{' '}
          <time className={styles['time']}>{formatMoment(startedAt / 1_000)}</time>{' '}
          <span className={styles['took']}>{totalUs === null ? '' : formatDuration(totalUs)}</span>
        </button>
        <IconButton icon={ArrowUpRight} label={`Open webhook ${webhookId}`} onClick={() => showWebhook(webhookId)} />
      </div>
      {isOpen ? <DeliveryView row={row} against={changedFrom ?? undefined} /> : null}
    </li>
  );
}

function tellChange(row: RunDelivery, before: NonNullable<RunDelivery['changedFrom']>): string {
  const [was, is] = [outcomeOf(before), outcomeOf(row)];
  if (was !== is) return `was ${was}`;
  return row.problem === before.problem ? 'another body than before' : 'another reason than before';
}
