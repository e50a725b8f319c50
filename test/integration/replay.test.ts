import { createServer } from 'node:net';
import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import type { Edit } from '../../shared/contract/deliveries.ts';
import { signJwt } from '../../main/signature/sign-jwt.ts';
import { anAccount } from '../../main/store/environment-accounts.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { delivered, deliveriesOf } from '../support/deliveries.ts';
import { send } from '../support/http.ts';
import { closedPort, OK, startRawTarget } from '../support/raw-target.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { aPlan, targetFields } from '../support/targets.ts';

const SECRET = 'a signature secret for tests';
const statusOf = (message: string, status: string): string =>
  JSON.stringify({ message_uuid: message, channel: 'sms', status });
const to = (url: string) => ({ url, allowSelfSigned: false });

async function coreWith(bodies: readonly string[], options: Parameters<typeof startCore>[0] = {}): Promise<TestCore> {
  const running = await startCore(options);
  const signer = { secret: SECRET, apiKey: 'abcd1234', applicationId: 'app' };
  for (const body of bodies) {
    // Long ago, as a replay is.
    const token = signJwt(Buffer.from(body), signer, 1_700_000_000);
    await send(running.url, {
      target: '/webhooks/message-status?a=1',
      headers: { Authorization: `Bearer ${token}` },
      body,
    });
  }
  return running;
}

describe('one webhook', () => {
  test('goes out as it was captured, and comes back with its answer', async () => {
    const app = await startSampleApp({ secret: SECRET });
    const { core } = await coreWith([statusOf('m', 'read')]);
    const id = core.deliveries.saveTarget(null, targetFields({ name: 'dev', url: app.url, live: false }));
    const detail = await core.deliveries.replayOne(1, { target: id }, 'keep', null);
    expect(detail).toMatchObject({
      row: {
        webhookId: 1,
        targetId: id,
        targetName: 'dev',
        way: 'replay',
        runId: null,
        state: 'answered',
        status: 200,
        edited: false,
        url: `${app.url}/webhooks/message-status?a=1`,
      },
      requestBody: null,
      answerBody: Buffer.from('taken'),
    });
    expect(detail.requestHeaders).toContainEqual(['X-Webhook-Inspector-Delivery', 'replay']);
    expect(core.deliveries.get(detail.row.id)).toEqual(detail);
    expect(app.arrivals).toMatchObject([
      { target: '/webhooks/message-status?a=1', body: statusOf('m', 'read'), taken: 'taken' },
    ]);
  });

  test('is edited and signed again, so that the app takes it', async () => {
    const app = await startSampleApp({ secret: SECRET });
    const { core } = await coreWith([statusOf('m', 'delivered')], { accounts: [anAccount('abcd1234', 's', SECRET)] });
    const detail = await core.reader.call('detail', 1);
    const body = statusOf('m', 'read');
    const edit: Edit = {
      method: 'PUT',
      target: '/other?b=2',
      headers: [...(detail?.headers ?? []), ['X-Mine', 'yes']],
      bodyBase64: Buffer.from(body).toString('base64'),
    };
    const replay = async (signature: 'keep' | 're-sign' | 'remove') =>
      core.deliveries.replayOne(1, to(app.url), signature, edit);
    expect((await replay('keep')).row.status).toBe(401);
    expect((await replay('remove')).row.status).toBe(401);
    const signed = await replay('re-sign');
    expect(signed).toMatchObject({ row: { status: 200, edited: true, signature: 're-sign', method: 'PUT' } });
    expect(signed.requestHeaders).toContainEqual(['X-Mine', 'yes']);
    expect(Buffer.from(signed.requestBody ?? []).toString()).toBe(body);
    expect(app.arrivals.at(-1)).toMatchObject({ method: 'PUT', target: '/other?b=2', body, taken: 'taken' });
  });

  test('that can’t be sent says why, and nothing is sent', async () => {
    const app = await startSampleApp();
    const { core, url } = await coreWith([statusOf('m', 'read')]);
    core.changeSettings({ bodyLimit: 1_024 });
    await send(url, { body: 'x'.repeat(3_000) });
    const replay = (webhook: number, signature: 'keep' | 're-sign', edit: Edit | null = null) =>
      core.deliveries.replayOne(webhook, to(app.url), signature, edit);
    await expect(replay(99, 'keep')).rejects.toThrow('This webhook is gone.');
    await expect(replay(1, 're-sign')).rejects.toThrow('There is no secret for the API key abcd1234.');
    await expect(replay(2, 'keep')).rejects.toThrow('Only the first 1024 of 3000 bytes of this webhook are stored');
    const edit = { method: 'POST', target: '/', headers: [], bodyBase64: 'not base64!' };
    await expect(replay(1, 'keep', edit)).rejects.toThrow('The edited body is not valid Base64.');
    await expect(core.deliveries.replayOne(1, { target: 7 }, 'keep', null)).rejects.toThrow('This target is gone.');
    expect(app.arrivals).toEqual([]);
  });

  test('is repeated at once where that is asked for', async () => {
    const app = await startSampleApp();
    const { core } = await coreWith([statusOf('m', 'read')]);
    // Nobody is answered before all four are there.
    app.misbehave({ kind: 'slow', until: () => app.received(4) });
    const run = core.deliveries.startRun([1], to(app.url), aPlan({ repeat: 8, concurrency: 4 }));
    expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', total: 8, sent: 8, succeeded: 8 });
    expect(app.arrivals.map(({ taken }) => taken)).toEqual(['taken', ...Array.from({ length: 7 }, () => 'repeated')]);
  });
});

describe('a run', () => {
  const bodies = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => statusOf(name, 'read'));

  test.each([
    ['oldest-first', [1, 2, 3]],
    ['newest-first', [3, 2, 1]],
    ['as-given', [2, 3, 1]],
  ] as const)('goes %s', async (order, expected) => {
    const app = await startSampleApp();
    const running = await coreWith(bodies.slice(0, 3));
    const run = running.core.deliveries.startRun([2, 3, 1], to(app.url), aPlan({ order }));
    await running.core.deliveries.replays.ended(run);
    expect(app.arrivals.map(({ webhook }) => webhook)).toEqual(expected);
    expect(deliveriesOf(running, { run }).map(({ runPosition, webhookId }) => [runPosition, webhookId])).toEqual(
      expected.map((id, position) => [position, id]),
    );
  });

  test('goes to an address that is longer than the name of a target may be', async () => {
    const app = await startSampleApp();
    const { core } = await coreWith(bodies.slice(0, 2));
    const url = `${app.url}/${'hook/'.repeat(300)}`;
    const run = core.deliveries.startRun([1, 2], to(url), aPlan());
    expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', targetName: url, succeeded: 2 });
  });

  test('keeps the order of a message, though several are under way', async () => {
    const app = await startSampleApp();
    const states = ['submitted', 'delivered', 'read'];
    const running = await coreWith(states.flatMap((state) => ['x', 'y'].map((message) => statusOf(message, state))));
    // All messages at once, and no two of one: else this would wait for ever.
    app.misbehave({ kind: 'slow', until: () => app.received(2) });
    const run = running.core.deliveries.startRun([1, 2, 3, 4, 5, 6], to(app.url), aPlan({ concurrency: 6 }));
    expect(await running.core.deliveries.replays.ended(run)).toMatchObject({ succeeded: 6 });
    expect(app.arrivals.map(({ taken }) => taken)).toEqual(Array.from({ length: 6 }, () => 'taken'));
    expect([...app.states.values()]).toEqual(['read', 'read']);
  });

  test('stops at the first failure where it should, and goes on where it is asked to', async () => {
    const answers = [200, 200, 500, 200, 200, 200];
    const target = await startRawTarget((_request, socket) => {
      socket.write(`HTTP/1.1 ${answers.shift() ?? 200} X\r\nContent-Length: 0\r\n\r\n`);
    });
    const { core } = await coreWith(bodies);
    const { deliveries } = core;
    const run = deliveries.startRun([1, 2, 3, 4, 5, 6], to(target.url), aPlan({ stopOnFailure: true }));
    expect(await deliveries.replays.ended(run)).toMatchObject({ state: 'stopped', sent: 3, succeeded: 2, failed: 1 });
    deliveries.replays.resume(run);
    expect(await deliveries.replays.ended(run)).toMatchObject({ state: 'done', sent: 6, succeeded: 5, failed: 1 });
    expect(target.requests).toHaveLength(6);
    expect(() => deliveries.replays.resume(run)).toThrow('Nothing is left of this run.');
  });

  test('is cancelled: what is under way ends, nothing more begins', async () => {
    const app = await startSampleApp();
    const running = await coreWith(bodies);
    const { deliveries } = running.core;
    const pace = { kind: 'fixed', everyMs: 3_600_000 } as const;
    const run = deliveries.startRun([1, 2, 3], to(app.url), aPlan({ pace }));
    await delivered(running, 1);
    deliveries.replays.cancel(run);
    expect(await deliveries.replays.ended(run)).toMatchObject({ state: 'cancelled', total: 3, sent: 1, succeeded: 1 });
    expect(app.arrivals).toHaveLength(1);
  });

  test('that is under way when the app quits says where it stopped', async () => {
    const app = await startSampleApp();
    const running = await coreWith(bodies);
    app.misbehave({ kind: 'silence' });
    const run = running.core.deliveries.startRun([1, 2, 3, 4], to(app.url), aPlan({ concurrency: 2 }));
    await app.received(2);
    await running.core.close();
    app.misbehave(null);
    const again = await startCore({ data: running.folder });
    const { replays } = again.core.deliveries;
    expect(replays.list()).toMatchObject([{ id: run, state: 'interrupted', total: 4, sent: 2, failed: 2 }]);
    expect(app.arrivals).toHaveLength(2);
    replays.resume(run);
    expect(await replays.ended(run)).toMatchObject({ state: 'done', sent: 4, succeeded: 2 });
    expect(app.arrivals.map(({ webhook }) => webhook).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  test('counts what is gone, or has no secret, as failed, with the reason', async () => {
    const app = await startSampleApp();
    const running = await coreWith(bodies.slice(0, 2));
    running.core.remove([2]);
    const { deliveries } = running.core;
    const run = deliveries.startRun([1, 2], to(app.url), aPlan({ signature: 're-sign' }));
    expect(await deliveries.replays.ended(run)).toMatchObject({ state: 'done', sent: 2, failed: 2 });
    expect(deliveriesOf(running, { run }).map(({ problemCode }) => problemCode)).toEqual(['no-secret', 'no-webhook']);
    expect(app.arrivals).toEqual([]);
  });

  test('is compared with another one', async () => {
    const app = await startSampleApp();
    const { core } = await coreWith(bodies.slice(0, 3));
    const { deliveries } = core;
    const runs: number[] = [];
    for (const fault of [null, { kind: 'status', status: 503 } as const]) {
      app.misbehave(fault);
      runs.push(deliveries.startRun([1, 2, 3], to(app.url), aPlan()));
      await deliveries.replays.ended(runs.at(-1) ?? 0);
    }
    const { compared, changed, changes } = deliveries.replays.compare(runs[0] ?? 0, runs[1] ?? 0);
    expect({ compared, changed }).toEqual({ compared: 3, changed: 3 });
    expect(changes[0]).toMatchObject({ webhookId: 1, beforeText: '200', afterText: '503' });
  });

  test('opens to its deliveries: all, those not taken, and those answered otherwise than before', async () => {
    const answers = [OK, OK, OK, 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n'];
    const app = await startRawTarget((_request, socket) => void socket.write(answers.shift() ?? OK));
    const { core } = await coreWith(bodies.slice(0, 3));
    const { deliveries } = core;
    const first = deliveries.startRun([1, 2, 3], to(app.url), aPlan());
    await deliveries.replays.ended(first);
    const second = deliveries.startRun([3, 2, 1], to(app.url), aPlan({ order: 'as-given' }));
    await deliveries.replays.ended(second);
    const rowsOf = (run: number, which: 'all' | 'failed' | 'changed', after = -1) =>
      deliveries.ofRun({ run, which, after }).rows.map((row) => [row.webhookId, row.status, row.changedFrom?.status]);
    expect(rowsOf(first, 'all')).toEqual([
      [1, 200, undefined],
      [2, 200, undefined],
      [3, 200, undefined],
    ]);
    expect(rowsOf(first, 'changed')).toEqual([]);
    expect(rowsOf(second, 'all', 0)).toEqual([
      [2, 200, undefined],
      [1, 200, undefined],
    ]);
    expect(rowsOf(second, 'failed')).toEqual([[3, 503, 200]]);
    expect(rowsOf(second, 'changed')).toEqual([[3, 503, 200]]);
  });

  test('is of one webhook where it is edited or repeated', async () => {
    const { core } = await coreWith(bodies.slice(0, 2));
    const start = () => core.deliveries.startRun([1, 2], to('http://localhost:1'), aPlan({ repeat: 2 }));
    expect(start).toThrow('Only a single webhook can be edited or repeated.');
  });
});

test('a dead target fails each of a run, and the run ends', async () => {
  const { core } = await coreWith([statusOf('a', 'read'), statusOf('b', 'read')]);
  const run = core.deliveries.startRun([1, 2], to(`http://127.0.0.1:${await closedPort()}`), aPlan({ concurrency: 2 }));
  expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', sent: 2, failed: 2 });
});

test('quitting does not wait for a target that accepts and says nothing', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const running = await coreWith([statusOf('a', 'read')]);
  const replayed = running.core.deliveries.replayOne(1, to(`http://127.0.0.1:${port}`), 'keep', null);
  await once(server, 'connection');
  server.close();
  await running.core.close();
  expect((await replayed).row).toMatchObject({ state: 'failed', problemCode: 'cancelled' });
});
