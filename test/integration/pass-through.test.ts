import type { Socket } from 'node:net';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { startCore } from '../support/core.ts';
import { delivered, deliveriesOf, targetWhen } from '../support/deliveries.ts';
import { send } from '../support/http.ts';
import { OK, startRawTarget } from '../support/raw-target.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { targetFields } from '../support/targets.ts';

const statusOf = (message: string, status: string): string =>
  JSON.stringify({ message_uuid: message, channel: 'sms', status, to: '447700900001', from: '447700900000' });
const post = (url: string, body: string) => send(url, { target: '/webhooks/message-status', body });

/** Slow by turns of the event loop, not by a clock. */
async function turns(): Promise<void> {
  for (let left = Math.floor(Math.random() * 20); left > 0; left -= 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

test('messages keep their order each, also where some of one are answered at once and sent later', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const fields = targetFields({ url: app.url, mode: 'pass-through', parallel: 3, timeLimitMs: 60_000 });
  running.core.deliveries.saveTarget(null, fields);
  app.misbehave({ kind: 'slow', until: turns });
  const states = ['submitted', 'accepted', 'delivered', 'read'];
  const messages = Array.from({ length: 60 }, (_, n) => `message-${n}`);
  await Promise.all(
    messages.map(async (message) => {
      for (const state of states) await post(running.url, statusOf(message, state));
    }),
  );
  await app.received(240);
  const orders = new Map<string | null, string[]>();
  for (const { messageId, body } of app.arrivals) {
    orders.set(messageId, [...(orders.get(messageId) ?? []), (JSON.parse(body) as { status: string }).status]);
  }
  expect([...orders.values()]).toEqual(messages.map(() => states));
  const ways = new Set((await delivered(running, 200)).map(({ way }) => way));
  expect(ways).toEqual(new Set(['forward', 'pass-through']));
});

test('a webhook waits for the one before it of its message, but for the call flow that a call waits for', async () => {
  const asked: Socket[] = [];
  const target = await startRawTarget((_request, socket) => {
    if (asked.push(socket) > 1) socket.write(OK);
  });
  const running = await startCore();
  const fields = targetFields({ url: target.url, mode: 'pass-through', timeLimitMs: 60_000 });
  running.core.deliveries.saveTarget(null, fields);
  const call = { uuid: 'aaaa', conversation_uuid: 'CON-1', from: '447700900001', to: '447700900000' };
  const event = (status: string) =>
    send(running.url, { target: '/webhooks/event', body: JSON.stringify({ ...call, status }) });
  const ringing = event('ringing');
  await target.received(1);
  const answered = event('answered');
  const flow = await send(running.url, { target: '/webhooks/answer', body: JSON.stringify(call) });
  expect(flow).toMatchObject({ status: 200, body: 'ok' });
  expect(target.requests.map(({ head }) => head.split(' ')[1])).toEqual(['/webhooks/event', '/webhooks/answer']);
  asked[0]?.write(OK);
  expect([(await ringing).status, (await answered).status]).toEqual([200, 200]);
  expect(target.requests.map(({ body }) => (JSON.parse(String(body)) as { status?: string }).status)).toEqual([
    'ringing',
    undefined,
    'answered',
  ]);
});

test('a webhook that waits for its turn goes before one that came later and was answered at once', async () => {
  const asked: Socket[] = [];
  const target = await startRawTarget((_request, socket) => {
    if (asked.push(socket) > 1) socket.write(OK);
  });
  const running = await startCore();
  const fields = { mode: 'pass-through', parallel: 2, timeLimitMs: 60_000, failureAnswer: 429 } as const;
  running.core.deliveries.saveTarget(null, targetFields({ url: target.url, ...fields }));
  const first = post(running.url, statusOf('a', 'submitted'));
  await target.received(1);
  const others = ['delivered', 'read'].map(async (state) => ({
    state,
    answer: (await post(running.url, statusOf('a', state))).status,
  }));
  const later = await Promise.race(others);
  expect(later.answer).toBe(429);
  asked[0]?.write(OK);
  await target.received(3);
  const earlier = later.state === 'read' ? 'delivered' : 'read';
  expect(target.requests.map(({ body }) => (JSON.parse(String(body)) as { status: string }).status)).toEqual([
    'submitted',
    earlier,
    later.state,
  ]);
  expect((await first).status).toBe(200);
});

test('a webhook whose turn does not come in time gets the answer that was set, and goes on later', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const fields = targetFields({ url: app.url, mode: 'pass-through', timeLimitMs: 400, failureAnswer: 503 });
  running.core.deliveries.saveTarget(null, fields);
  app.misbehave({ kind: 'silence' });
  const answers = ['submitted', 'delivered', 'read'].map((status) => post(running.url, statusOf('a', status)));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(await delivered(running, 3)).toHaveLength(3);
  expect(app.arrivals).toHaveLength(3);
});

test('what a target is asked when the app quits is noted, and not offered as missed', async () => {
  const target = await startRawTarget((request, socket) => {
    if (request.head.includes('/quick')) setImmediate(() => socket.write(OK));
  });
  const running = await startCore();
  const fields = targetFields({ url: target.url, mode: 'pass-through', timeLimitMs: 60_000, failureAnswer: 503 });
  running.core.deliveries.saveTarget(null, fields);
  const answers = [send(running.url, { target: '/never' }), send(running.url, { target: '/quick' })];
  await target.received(2);
  await running.core.close();
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 200]);

  const again = await startCore({ data: running.folder });
  const rows = deliveriesOf(again).toSorted((a, b) => a.url.localeCompare(b.url));
  expect(rows).toMatchObject([
    { way: 'pass-through', state: 'failed', problemCode: 'cancelled' },
    { way: 'pass-through', state: 'answered', status: 200 },
  ]);
  await send(again.url, { target: '/quick' });
  await delivered(again, 3);
  expect((await targetWhen(again.core, () => true)).missed).toBe(0);
});

test('what a target has answered is not offered, also where a crash came before its delivery was noted', async () => {
  const target = await startRawTarget();
  const running = await startCore();
  const fields = targetFields({ url: target.url, mode: 'pass-through', failureAnswer: 503 });
  running.core.deliveries.saveTarget(null, fields);
  await send(running.url, { target: '/answered' });
  await delivered(running, 1);
  await running.core.close();
  const db = new Database(join(running.folder, 'app.db'));
  db.exec('DELETE FROM deliveries; UPDATE forward_marks SET settled_to = 0');
  db.close();

  const again = await startCore({ data: running.folder });
  await send(again.url, { target: '/new' });
  await delivered(again, 1);
  expect((await targetWhen(again.core, () => true)).missed).toBe(0);
});
