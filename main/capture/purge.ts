import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Removals } from './removals.ts';
import { UNDO_WINDOW_MS } from './removals.ts';

const EVERY_MS = 60_000;
/** Between two steps, so that answers to Vonage go first. */
const PAUSE_MS = 20;

/** Deletes what was removed and can no longer be undone: what earlier runs have left at once, the rest by age. */
export function startPurging(removals: Removals, clock: Clock, log: Log): { close(): void } {
  let step: NodeJS.Timeout | undefined;
  const run = (before: number): void => {
    clearTimeout(step);
    step = setTimeout(() => {
      if (tryStep(before)) run(before);
    }, PAUSE_MS);
  };
  const tryStep = (before: number): boolean => {
    try {
      return removals.purgeStep(before);
    } catch (error) {
      // A full disk, or somebody else's lock. What is removed stays hidden, and the next round tries again.
      log.error('removed webhooks could not be deleted yet', error);
      return false;
    }
  };
  run(clock());
  const timer = setInterval(() => run(clock() - UNDO_WINDOW_MS * 1_000), EVERY_MS);
  return {
    close() {
      clearTimeout(step);
      clearInterval(timer);
    },
  };
}
