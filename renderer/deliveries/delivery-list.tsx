import { ChevronRight } from 'lucide-react';
import { useState } from 'react';

import type { DeliveryRow } from '../../shared/contract/deliveries.ts';
import { formatDuration, formatMoment } from '../../shared/format.ts';
import styles from './delivery.module.css';
import { DeliveryView } from './delivery-view.tsx';
import { isTaken, outcomeOf, WAY_WORDS } from './words.ts';

interface DeliveryListProps {
  readonly label: string;
  /** Newest first. */
  readonly rows: readonly DeliveryRow[];
  /** This one is open before anybody asks. */
  readonly openAtFirst?: number | undefined;
}

/** Attempts, newest first; each opens in place. */
export function DeliveryList({ label, rows, openAtFirst }: DeliveryListProps) {
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const isOpen = (id: number): boolean => toggled.has(id) !== (id === openAtFirst);
  return (
    <ul aria-label={label} className={styles['list']}>
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-expanded={isOpen(row.id)}
            className={styles['row']}
            onClick={() => setToggled((before) => toggle(before, row.id))}
          >
            <ChevronRight size={12} aria-hidden className={styles['chevron']} />
            {/* The spaces are for those who hear it. */}
            <Outcome row={row} /> <span className={styles['target']}>{row.targetName}</span>{' '}
            <span className={styles['quiet']}>
              {WAY_WORDS[row.way].toLowerCase()}
              {row.edited ? ', edited' : ''}
              {row.runId === null ? '' : `, run ${row.runId}`}
            </span>{' '}
            <time className={styles['time']}>{formatMoment(row.startedAt / 1_000)}</time>{' '}
            <span className={styles['took']}>{row.totalUs === null ? '' : formatDuration(row.totalUs)}</span>
          </button>
          {isOpen(row.id) ? <DeliveryView row={row} /> : null}
        </li>
      ))}
    </ul>
  );
}

function toggle(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The answer's status, or why there is none. */
export function Outcome({ row }: { readonly row: Pick<DeliveryRow, 'state' | 'status' | 'problem'> }) {
  const taken = isTaken(row);
  return (
    <span
      data-taken={taken === null ? 'open' : taken ? 'yes' : 'no'}
      title={row.problem ?? undefined}
      className={styles['outcome']}
    >
      {outcomeOf(row)}
    </span>
  );
}
