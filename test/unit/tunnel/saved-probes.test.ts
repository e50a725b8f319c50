import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { keepOnline } from '../../../main/tunnel/keep-online.ts';
import { tunnelLimits } from '../../../main/tunnel/limits.ts';
import { Pauses } from '../../../main/tunnel/pauses.ts';
import { customSource } from '../../../main/tunnel/custom-source.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECOND = 1_000;

/** An address that is online, with a clock that the test moves. */
function startOnline() {
  const stop = new AbortController();
  const pauses = new Pauses();
  const begin = Date.now();
  const probedAt: number[] = [];
  const seenAt: number[] = [];
  let lastWebhookAt: number | null = null;
  const ended = keepOnline(
    customSource('https://a.example'),
    {
      pauses,
      limits: tunnelLimits,
      now: Date.now,
      lastWebhookAt: () => lastWebhookAt,
      probe() {
        probedAt.push((Date.now() - begin) / SECOND);
        return Promise.resolve({ latencyMs: 1 });
      },
    },
    stop.signal,
    { opened() {}, proven() {}, failed() {}, seen: (at) => seenAt.push((at - begin) / SECOND) },
  );
  return {
    pauses,
    probedAt,
    seenAt,
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND),
    webhook: () => (lastWebhookAt = Date.now()),
    async end() {
      stop.abort();
      await ended;
    },
  };
}

test('nothing else proves it, so a probe is sent every 30 s', async () => {
  const online = startOnline();
  await online.pass(90);
  expect(online.probedAt).toEqual([0, 30, 60, 90]);
  await online.end();
});

test('a webhook puts the probe off, to 30 s after it', async () => {
  const online = startOnline();
  await online.pass(20);
  online.webhook();
  await online.pass(29);
  expect([online.probedAt, online.seenAt]).toEqual([[0], [20]]);
  await online.pass(1);
  expect(online.probedAt).toEqual([0, 50]);
  await online.pass(30);
  expect(online.probedAt).toEqual([0, 50, 80]);
  await online.end();
});

test('webhooks that keep coming save every probe', async () => {
  const online = startOnline();
  for (let count = 0; count < 60; count += 1) {
    await online.pass(10);
    online.webhook();
  }
  expect(online.probedAt).toEqual([0]);
  expect(online.seenAt.length).toBeGreaterThan(15);
  await online.end();
});

test('after a sleep of the machine a probe is sent at once, whatever has come before', async () => {
  const online = startOnline();
  await online.pass(20);
  online.webhook();
  online.pauses.wake();
  await online.pass(0);
  expect(online.probedAt).toEqual([0, 20]);
  await online.end();
});

test('a webhook of the future, as after the clock was set back, proves nothing', async () => {
  const online = startOnline();
  online.webhook();
  vi.setSystemTime(Date.now() - 3_600_000);
  await online.pass(30);
  expect(online.probedAt).toHaveLength(2);
  await online.end();
});
