import { afterEach, describe, expect, test, vi } from 'vitest';

import { createClock } from '../../../main/domain/clock.ts';

afterEach(() => void vi.useRealTimers());

test('time goes on in whole microseconds, and never back', () => {
  const clock = createClock();
  const times = Array.from({ length: 10_000 }, clock);
  expect(times.every(Number.isSafeInteger)).toBe(true);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.some((time) => time % 1_000 !== 0)).toBe(true);
});

test('it is the time of the wall, to a few milliseconds', () => {
  const clock = createClock();
  const before = Date.now();
  const now = clock() / 1_000;
  const after = Date.now();
  expect(now).toBeGreaterThan(before - 3);
  expect(now).toBeLessThan(after + 3);
});

describe('where the wall clock jumps', () => {
  test.each([
    ['on, as after the machine has slept', 3_600_000],
    ['back, as when it is set', -3_600_000],
  ])('%s, the clock follows', (_name, jumpMs) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const clock = createClock();
    const before = clock();
    vi.setSystemTime(Date.now() + jumpMs);
    const jumpedMs = (clock() - before) / 1_000;
    expect(Math.abs(jumpedMs - jumpMs)).toBeLessThan(1_000);
  });
});
