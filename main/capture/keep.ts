import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Removals } from './removals.ts';
import { UNDO_WINDOW_MS } from './removals.ts';
import type { Retention } from './retention.ts';

const EVERY_MS = 60_000;
/** Between two steps, so that answers to Vonage go first. */
const PAUSE_MS = 20;

export interface KeepParts {
  readonly removals: Removals;
  readonly retention: Pick<Retention, 'begin' | 'step'>;
  /** Deletes a few simulated deliveries that are too old; false when none is left. */
  readonly forgetSimulated: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** How far the index has followed the log of removals. */
  readonly followedSeq: () => number;
  /** The index has something to follow. */
  readonly expired: () => void;
}

export interface Keeping {
  /** Looks at the limits now, because they have changed. */
  look(): void;
  close(): void;
}

/**
 * Each minute, in small steps: deletes what was removed and can no longer be undone (what earlier runs have left at
 * once, the rest by age), then what is beyond the limits, simulated deliveries too, then forgets removals that are over.
 */
export function startKeeping(parts: KeepParts): Keeping {
  const { removals, retention, forgetSimulated, clock, log, followedSeq, expired } = parts;
  let step: NodeJS.Timeout | undefined;
  const takeStep = (before: number): boolean => {
    if (removals.purgeStep(before)) return true;
    if (retention.step()) {
      expired();
      return true;
    }
    return forgetSimulated() || removals.forgetStep(followedSeq());
  };
  const run = (before: number): void => {
    clearTimeout(step);
    step = setTimeout(() => {
      if (tryStep(before)) run(before);
      else expired();
    }, PAUSE_MS);
  };
  const tryStep = (before: number): boolean => {
    try {
      return takeStep(before);
    } catch (error) {
      // A full disk, or somebody else's lock. What is removed stays hidden, and the next round tries again.
      log.error('webhooks could not be deleted yet', error);
      return false;
    }
  };
  const begin = (before: number): void => {
    retention.begin();
    run(before);
  };
  const undoable = (): number => clock() - UNDO_WINDOW_MS * 1_000;
  begin(clock());
  const timer = setInterval(() => begin(undoable()), EVERY_MS);
  return {
    look: () => begin(undoable()),
    close() {
      clearTimeout(step);
      clearInterval(timer);
    },
  };
}
