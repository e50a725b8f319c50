import { performance } from 'node:perf_hooks';

/** Tells the time in microseconds since 1970 UTC. */
export type Clock = () => number;

const MAX_DRIFT_US = 2_000;

/**
 * A wall clock with microseconds.
 *
 * `performance.now()` has them but stops while the machine sleeps, and `Date.now()` has only milliseconds. So the
 * first is used as long as it agrees with the second to 2 ms, and is set anew where it does not.
 */
export function createClock(): Clock {
  let originUs = Date.now() * 1_000 - performance.now() * 1_000;
  return () => {
    const elapsedUs = performance.now() * 1_000;
    const wallUs = Date.now() * 1_000;
    if (Math.abs(originUs + elapsedUs - wallUs) > MAX_DRIFT_US) originUs = wallUs - elapsedUs;
    return Math.floor(originUs + elapsedUs);
  };
}
