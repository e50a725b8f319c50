import { afterEach, describe, expect, test, vi } from 'vitest';

import { Backoff } from '../../../main/tunnel/backoff.ts';
import { tunnelLimits } from '../../../main/tunnel/limits.ts';
import { Pauses } from '../../../main/tunnel/pauses.ts';
import { watchSleep } from '../../../main/tunnel/watch-sleep.ts';

afterEach(() => void vi.useRealTimers());

describe('pauses between attempts', () => {
  test('double up to the longest, and begin anew after a success', () => {
    const backoff = new Backoff(250, 4_000, () => 0);
    expect(Array.from({ length: 7 }, () => backoff.next())).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
    backoff.reset();
    expect(backoff.next()).toBe(250);
  });

  test('are shortened by a quarter at most', () => {
    expect(new Backoff(1_000, 1_000, () => 0.999).next()).toBe(750);
  });

  test('leave the tunnel back within 15 s after the edge, even if an attempt has just begun to hang', () => {
    const { attemptMs, longestPauseMs, heartbeatS, toleranceS } = tunnelLimits;
    expect(attemptMs + longestPauseMs).toBeLessThanOrEqual(13_000);
    expect((heartbeatS + toleranceS) * 1_000).toBeLessThanOrEqual(10_000);
  });

  test('can be cut short, and end at once where it is over', async () => {
    const pauses = new Pauses();
    const stop = new AbortController();
    const waits = [pauses.wait(3_600_000, stop.signal), pauses.wait(3_600_000, stop.signal)];
    pauses.wake();
    await Promise.all(waits);
    const last = pauses.wait(3_600_000, stop.signal);
    stop.abort();
    await last;
    await pauses.wait(3_600_000, stop.signal);
  });
});

test('a sleep of the machine is noticed; a busy second is none', () => {
  vi.useFakeTimers();
  const woke = vi.fn<() => void>();
  const watch = watchSleep(woke);
  vi.advanceTimersByTime(60_000);
  vi.setSystemTime(Date.now() + 3_000);
  vi.advanceTimersByTime(2_000);
  expect(woke).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(2_000);
  expect(woke).toHaveBeenCalledOnce();
  watch.close();
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(10_000);
  expect(woke).toHaveBeenCalledOnce();
});
