import type {
  DeliveryRow,
  LatestDelivery,
  Run,
  RunState,
  TargetHealth,
  TargetState,
} from '../../shared/contract/deliveries.ts';
import { formatAmount } from '../../shared/format.ts';

export const HEALTH_WORDS: Readonly<Record<TargetHealth['state'], string>> = {
  unknown: 'not asked yet',
  up: 'up',
  down: 'down',
};

export const WAY_WORDS: Readonly<Record<DeliveryRow['way'], string>> = {
  forward: 'Forwarded live',
  'pass-through': 'Passed through',
  replay: 'Replayed',
  simulate: 'Simulated',
};

export const RUN_WORDS: Readonly<Record<RunState, string>> = {
  running: 'Running',
  done: 'Done',
  stopped: 'Stopped at a failure',
  cancelled: 'Cancelled',
  interrupted: 'Cut off when the app ended',
};

type Outcome = Pick<LatestDelivery, 'state' | 'status'>;

/** What became of a delivery, in a word or number. */
export function outcomeOf({ state, status }: Outcome): string {
  switch (state) {
    case 'sending':
      return 'sending';
    case 'unknown':
      return 'not known';
    case 'answered':
      return String(status ?? '–');
    case 'failed':
      return status === null ? 'failed' : `${status}, cut`;
  }
}

/** Whether the app took it; null while that is open. */
export function isTaken({ state, status }: Outcome): boolean | null {
  if (state === 'sending') return null;
  return state === 'answered' && status !== null && status >= 200 && status < 300;
}

/** `3 waiting · 12 missed`; empty where all has been delivered. */
export function backlogOf({ waiting, missed }: TargetState): string {
  return [waiting > 0 ? `${waiting} waiting` : '', missed > 0 ? `${missed} missed` : '']
    .filter((part) => part !== '')
    .join(' · ');
}

/** `12 of 12 sent: 11 answered 2xx, 1 not`. */
export function tellRun({ sent, total, succeeded, failed, unknown }: Run): string {
  const more = unknown > 0 ? `, ${unknown} not known` : '';
  return `${sent} of ${formatAmount(total, 'delivery', 'deliveries')} sent: ${succeeded} answered 2xx, ${failed} not${more}`;
}

/** The host and port of an address, as short as it can be told. */
export function toHost(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}
