import { EventEmitter, once } from 'node:events';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { startCore } from '../support/core.ts';
import { delivered, deliveriesOf, targetWhen } from '../support/deliveries.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send } from '../support/http.ts';
import { closedPort, startRawTarget } from '../support/raw-target.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { stored } from '../support/stored.ts';
import { targetFields } from '../support/targets.ts';

/** What a delivery adds. */
const OURS = /^(X-Webhook-Inspector-|Connection: )/;

const statusOf = (message: string, status: string): string =>
  JSON.stringify({ message_uuid: message, channel: 'sms', status, to: '447700900001', from: '447700900000' });
const post = (url: string, body: string, target = '/webhooks/message-status') => send(url, { target, body });

describe('what is forwarded', () => {
  test('is every sample, with the bytes and headers of the record', async () => {
    const target = await startRawTarget();
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ url: target.url, parallel: 1 }));
    for (const fixture of fixtures) {
      const { method, headers } = fixture;
      await send(running.url, { method, target: targetOf(fixture), headers: { ...headers }, body: bodyOf(fixture) });
    }
    await target.received(fixtures.length);
    const record = stored(running.folder);
    expect(target.requests).toHaveLength(record.length);
    for (const { head, body } of target.requests) {
      const id = Number(/^X-Webhook-Inspector-Webhook: (\d+)$/m.exec(head)?.[1]);
      const webhook = record[id - 1];
      if (webhook === undefined) throw new Error('forwarded what is not stored');
      expect(body.equals(webhook.body)).toBe(true);
      const pairs = Array.from({ length: webhook.rawHeaders.length / 2 }, (_, n) =>
        webhook.rawHeaders.slice(2 * n, 2 * n + 2),
      );
      const kept = pairs
        .filter(([name = '']) => !/^(connection|transfer-encoding)$/i.test(name))
        .map(([name = '', value]) => `${name}: ${/^host$/i.test(name) ? `127.0.0.1:${target.port}` : value}`);
      const lines = head.split('\r\n');
      expect(lines[0]).toBe(`${webhook.method} ${webhook.target} HTTP/1.1`);
      expect(lines.slice(1).filter((line) => !OURS.test(line) && line !== 'Content-Length: 0')).toEqual(
        kept.filter((line) => line !== 'Content-Length: 0'),
      );
    }
  });

  test('goes to each target that it is meant for', async () => {
    const [all, statuses, whatsapp] = [await startSampleApp(), await startSampleApp(), await startSampleApp()];
    const running = await startCore();
    const { deliveries } = running.core;
    deliveries.saveTarget(null, targetFields({ url: all.url }));
    deliveries.saveTarget(null, targetFields({ url: statuses.url, kinds: ['message-status'] }));
    deliveries.saveTarget(null, targetFields({ url: whatsapp.url, channels: ['whatsapp'] }));
    deliveries.saveTarget(null, targetFields({ url: whatsapp.url, live: false }));
    await post(running.url, statusOf('a', 'delivered'));
    await post(running.url, statusOf('b', 'read').replace('"sms"', '"whatsapp"'));
    await post(running.url, 'no json');
    await delivered(running, 6);
    expect([all, statuses, whatsapp].map(({ arrivals }) => arrivals.length)).toEqual([3, 2, 1]);
  });

  test('is nothing that was stored before, half of a webhook, or what an inspector has forwarded', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    await post(running.url, statusOf('before', 'delivered'));
    running.core.deliveries.saveTarget(null, targetFields({ url: app.url }));
    running.core.changeSettings({ bodyLimit: 1_024 });
    await post(running.url, statusOf('x'.repeat(2_000), 'delivered'));
    await send(running.url, {
      headers: { 'X-Webhook-Inspector-Delivery': 'forward' },
      body: statusOf('circle', 'read'),
    });
    await post(running.url, statusOf('after', 'delivered'));
    await delivered(running, 1);
    expect(app.arrivals.map(({ messageId }) => messageId)).toEqual(['after']);
  });

  test('never goes to the receiver itself', async () => {
    const { core, url } = await startCore();
    for (const host of ['localhost', 'localhost.', 'app.localhost', '127.1', '0.0.0.0', '[::ffff:127.0.0.1]']) {
      expect(() => core.deliveries.saveTarget(null, targetFields({ url: url.replace('127.0.0.1', host) }))).toThrow(
        'This is the address of the receiver itself',
      );
    }
  });

  test('goes over HTTPS with a self-signed certificate where the target allows it', async () => {
    const app = await startSampleApp({ secure: true });
    const running = await startCore();
    running.core.deliveries.saveTarget(
      null,
      targetFields({ url: app.url, allowSelfSigned: true, healthPath: '/health' }),
    );
    await post(running.url, statusOf('a', 'read'));
    expect(await delivered(running, 1)).toMatchObject([{ state: 'answered', status: 200, way: 'forward' }]);
  });
});

describe('an app that', () => {
  test('answers badly gets its webhook once, and its answer is kept', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ url: app.url }));
    for (const fault of [
      { kind: 'status', status: 503 },
      { kind: 'redirect', location: 'http://elsewhere.example/' },
      { kind: 'reset' },
    ] as const) {
      app.misbehave(fault);
      const count = app.arrivals.length + 1;
      await post(running.url, statusOf(fault.kind, 'delivered'));
      await delivered(running, count);
    }
    expect(deliveriesOf(running)).toMatchObject([
      { state: 'answered', status: 503, problem: null },
      { state: 'answered', status: 302, problem: null },
      { state: 'failed', status: null, problem: expect.stringContaining('closed the connection without an answer') },
    ]);
    expect(app.arrivals).toHaveLength(3);
    expect(running.core.deliveries.get(2)?.answerHeaders).toContainEqual(['Location', 'http://elsewhere.example/']);
  });

  test('is slow keeps nobody waiting: Vonage has its answer, other messages go on, and those of one keep their order', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 4 }));
    const gate = new EventEmitter();
    const held = once(gate, 'open');
    app.misbehave({ kind: 'slow', until: (message) => (message === 'slow' ? held : Promise.resolve()) });
    for (const status of ['submitted', 'delivered', 'read']) {
      expect((await post(running.url, statusOf('slow', status))).status).toBe(200);
      expect((await post(running.url, statusOf('quick', status))).status).toBe(200);
    }
    await delivered(running, 3);
    const order = (): string[] =>
      app.arrivals.map(({ messageId, body }) => `${messageId} ${body.match(/submitted|delivered|read/)?.[0]}`);
    expect(order().filter((text) => text.startsWith('slow'))).toEqual(['slow submitted']);
    expect(order().filter((text) => text.startsWith('quick'))).toEqual([
      'quick submitted',
      'quick delivered',
      'quick read',
    ]);
    gate.emit('open');
    await delivered(running, 6);
    expect(order().filter((text) => text.startsWith('slow'))).toEqual([
      'slow submitted',
      'slow delivered',
      'slow read',
    ]);
  });
});

/** Slow by turns of the event loop, not by a clock: the order of answers is a random one all the same. */
async function turns(): Promise<void> {
  for (let left = Math.floor(Math.random() * 20); left > 0; left -= 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

test('200 messages at once keep their order each, whatever the app takes for each webhook', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  running.core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 32 }));
  app.misbehave({ kind: 'slow', until: turns });
  const states = ['submitted', 'accepted', 'delivered', 'read'];
  const messages = Array.from({ length: 200 }, (_, n) => `message-${n}`);
  await Promise.all(
    messages.map(async (message) => {
      for (const state of states) await post(running.url, statusOf(message, state));
    }),
  );
  await app.received(800);
  const orders = new Map<string | null, string[]>();
  for (const { messageId, body } of app.arrivals) {
    orders.set(messageId, [...(orders.get(messageId) ?? []), (JSON.parse(body) as { status: string }).status]);
  }
  expect(orders.size).toBe(200);
  for (const order of orders.values()) expect(order).toEqual(states);
  expect(app.arrivals.map(({ taken }) => taken)).toEqual(Array.from({ length: 800 }, () => 'taken'));
});

describe('a target that is down', () => {
  test('is told, what it misses is counted, and sent once it is back and it is asked for', async () => {
    const port = await closedPort();
    const running = await startCore();
    const { deliveries } = running.core;
    const id = deliveries.saveTarget(null, targetFields({ url: `http://localhost:${port}` }));
    await targetWhen(running.core, ({ health }) => health.state === 'down');
    for (const status of ['submitted', 'delivered'])
      expect((await post(running.url, statusOf('a', status))).status).toBe(200);
    const down = await targetWhen(running.core, ({ missed }) => missed === 2);
    expect(down.health.message).toBe(`Connection refused: nothing listens on localhost:${port}.`);

    const app = await startSampleApp({ port });
    await post(running.url, statusOf('a', 'read'));
    await targetWhen(running.core, ({ health }) => health.state === 'up');
    expect(app.arrivals).toEqual([]);
    const run = deliveries.replayMissed(id);
    expect(await deliveries.replays.ended(run)).toMatchObject({ state: 'done', total: 3, succeeded: 3 });
    expect(app.arrivals.map(({ webhook }) => webhook)).toEqual([1, 2, 3]);
    expect(deliveries.targets()[0]?.missed).toBe(0);
    expect(() => deliveries.replayMissed(id)).toThrow('This target has missed nothing.');
  });

  test('in the middle of a queue misses what waits too, and nothing twice', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 1 }));
    app.misbehave({ kind: 'silence' });
    for (let n = 0; n < 5; n += 1) await post(running.url, statusOf(`m${n}`, 'read'));
    await app.received(1);
    await app.stop();
    // The first was cut off in the middle, and may have arrived: it is not among the missed.
    expect(await targetWhen(running.core, ({ missed }) => missed === 4)).toMatchObject({ waiting: 0 });
    expect((await delivered(running, 2)).map(({ webhookId, problemCode }) => [webhookId, problemCode])).toEqual([
      [1, 'ECONNRESET'],
      [2, 'ECONNREFUSED'],
    ]);
  });
});

test('what was not forwarded when the app ended is offered at the next start, and not sent', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  running.core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 1, timeLimitMs: 300_000 }));
  await post(running.url, statusOf('first', 'read'));
  await delivered(running, 1);
  app.misbehave({ kind: 'silence' });
  for (let n = 0; n < 3; n += 1) await post(running.url, statusOf(`m${n}`, 'read'));
  await app.received(2);
  await running.core.close();
  app.misbehave(null);

  const again = await startCore({ data: running.folder });
  await targetWhen(again.core, ({ missed, waiting }) => missed === 2 && waiting === 0);
  await post(again.url, statusOf('new', 'read'));
  expect(await delivered(again, 3)).toMatchObject([
    { webhookId: 1, state: 'answered' },
    { webhookId: 2, state: 'failed', problemCode: 'cancelled' },
    { webhookId: 5, state: 'answered' },
  ]);
  expect(app.arrivals.map(({ webhook }) => webhook)).toEqual([1, 2, 5]);
});

test('a target that moves to another address gets nothing twice', async () => {
  const [first, second] = [await startSampleApp(), await startSampleApp()];
  const running = await startCore();
  const id = running.core.deliveries.saveTarget(null, targetFields({ url: first.url }));
  await post(running.url, statusOf('a', 'read'));
  await delivered(running, 1);
  running.core.deliveries.saveTarget(id, targetFields({ url: second.url }));
  await post(running.url, statusOf('b', 'read'));
  await delivered(running, 2);
  expect([first, second].map(({ arrivals }) => arrivals.map(({ webhook }) => webhook))).toEqual([[1], [2]]);
});

describe('pass through', () => {
  test('gives Vonage the app’s own answer, byte for byte, and the record has both', async () => {
    const app = await startSampleApp({ ncco: [{ action: 'talk', text: 'from the app' }] });
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ name: 'app', url: app.url, mode: 'pass-through' }));
    const answer = await send(running.url, {
      method: 'GET',
      target: '/webhooks/answer?uuid=1&conversation_uuid=CON-1&to=1',
    });
    expect(answer).toMatchObject({ status: 200, body: '[{"action":"talk","text":"from the app"}]' });
    expect(answer.headers['content-type']).toBe('application/json');
    app.misbehave({ kind: 'redirect', location: '/there' });
    expect(await post(running.url, statusOf('a', 'read'))).toMatchObject({
      status: 302,
      headers: { location: '/there' },
    });

    expect(await delivered(running, 2)).toMatchObject([
      { webhookId: 1, way: 'pass-through', status: 200 },
      { webhookId: 2, way: 'pass-through', status: 302 },
    ]);
    expect(stored(running.folder).map((row) => row.answer)).toEqual([
      { status: 200, contentType: 'application/json', body: answer.body, rule: 'pass-through to app' },
      { status: 302, contentType: null, body: '', rule: 'pass-through to app' },
    ]);
    // Not once more as a copy.
    await post(running.url, statusOf('b', 'read'));
    await delivered(running, 3);
    expect(app.arrivals).toHaveLength(3);
  });

  test('gives the answer that was set where the app gives none in time, or none at all', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    const { deliveries } = running.core;
    const fields = targetFields({ url: app.url, mode: 'pass-through', timeLimitMs: 60, failureAnswer: 503 });
    const id = deliveries.saveTarget(null, fields);
    app.misbehave({ kind: 'silence' });
    expect((await post(running.url, statusOf('a', 'read'))).status).toBe(503);
    await app.stop();
    expect((await post(running.url, statusOf('b', 'read'))).status).toBe(503);
    deliveries.saveTarget(id, { ...fields, failureAnswer: null });
    expect((await post(running.url, statusOf('c', 'read'))).status).toBe(200);
    expect(stored(running.folder)).toHaveLength(3);
    expect(await delivered(running, 3)).toMatchObject([
      { problemCode: 'time-limit' },
      { problemCode: 'ECONNREFUSED' },
      { problemCode: 'ECONNREFUSED' },
    ]);
    expect((await targetWhen(running.core, ({ missed }) => missed > 1)).missed).toBe(2);
  });

  test('with no more room answers at once, and the app gets its copy later', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    const fields = targetFields({
      url: app.url,
      mode: 'pass-through',
      parallel: 1,
      failureAnswer: 429,
      timeLimitMs: 60_000,
    });
    running.core.deliveries.saveTarget(null, fields);
    app.misbehave({ kind: 'slow', until: () => app.received(2) });
    const first = post(running.url, statusOf('first', 'read'));
    await app.received(1);
    expect((await post(running.url, statusOf('second', 'read'))).status).toBe(429);
    expect((await first).status).toBe(200);
    expect(await delivered(running, 2)).toMatchObject([{ way: expect.any(String) }, { way: expect.any(String) }]);
    expect(
      deliveriesOf(running)
        .map(({ way }) => way)
        .toSorted(),
    ).toEqual(['forward', 'pass-through']);
    expect(app.arrivals.map(({ taken }) => taken)).toEqual(['taken', 'taken']);
  });

  test.each([
    [
      'compressed',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n',
      gzipSync('{"a":1}'),
      200,
      '{"a":1}',
    ],
    ['in chunks', 'HTTP/1.1 201 Made\r\nX-One: 1\r\n', Buffer.from('abc'), 201, 'abc'],
    ['without a body', 'HTTP/1.1 204 No Content\r\nX-One: 1\r\n', null, 204, ''],
    ['of a status that HTTP has not', 'HTTP/1.1 999 Odd\r\n', Buffer.from('odd'), 200, ''],
  ])('hands on an answer %s', async (name, head, body, status, shown) => {
    const target = await startRawTarget((_request, socket) => {
      if (body === null) socket.write(`${head}\r\n`);
      else if (name !== 'in chunks')
        socket.write(Buffer.concat([Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`), body]));
      else socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`);
    });
    const running = await startCore();
    running.core.deliveries.saveTarget(null, targetFields({ url: target.url, mode: 'pass-through' }));
    const answer = await post(running.url, statusOf('a', 'read'));
    expect(answer.status).toBe(status);
    if (name === 'compressed')
      expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'set-cookie': ['a', 'b'] });
    expect(stored(running.folder)[0]?.answer.body).toBe(shown);
  });
});
