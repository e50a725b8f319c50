import { expect, test } from 'vitest';

import { startCore } from '../support/core.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send, sendRaw } from '../support/http.ts';
import type { RawRequest } from '../support/raw-target.ts';
import { OK, startRawTarget } from '../support/raw-target.ts';
import { stored } from '../support/stored.ts';
import { aPlan, targetFields } from '../support/targets.ts';

/** Repeats, cases, headers of one connection, a body in chunks that is no text, and a length of nothing. */
const ODD = [
  'POST /webhooks/message-status?a=%C3%A4&a=1&&b HTTP/1.1\r\nhOsT: tunnel.example\r\nX-Twice: 1\r\nCONTENT-type: Text/Plain\r\n' +
    'x-TWICE:  two \r\nConnection: close, X-Mine\r\nX-Mine: gone\r\nKeep-Alive: timeout=5\r\nTE: trailers\r\n' +
    'Proxy-Authorization: Basic eA==\r\nTransfer-Encoding: chunked\r\n\r\n' +
    '4\r\n\x00\xff{\r\r\n3\r\n\n\xe4 \r\n0\r\n\r\n',
  'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\nX-Webhook-Inspector-Webhook: 99\r\n\r\n',
  'DELETE /x?y HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Empty:\r\nX-Latin: \xe9\r\n\r\n',
];

const idOf = ({ head }: RawRequest): number => Number(/^X-Webhook-Inspector-Webhook: (\d+)$/m.exec(head)?.[1]);

/** All that has to be the same, however a webhook is sent. */
function linesOf({ head }: RawRequest): string[] {
  return head
    .split('\r\n')
    .filter((line) => !line.startsWith('X-Webhook-Inspector-Delivery: '))
    .map((line) => line.replace(/^(host): .*$/i, '$1: the target'));
}

test('what is replayed is on the wire as it was forwarded, byte for byte, but for the word for it', async () => {
  const [live, later] = [await startRawTarget(), await startRawTarget()];
  const { core, url, folder } = await startCore();
  core.deliveries.saveTarget(null, targetFields({ url: live.url, parallel: 4 }));
  const target = core.deliveries.saveTarget(null, targetFields({ url: later.url, live: false }));
  for (const fixture of fixtures) {
    const { method, headers } = fixture;
    await send(url, { method, target: targetOf(fixture), headers: { ...headers }, body: bodyOf(fixture) });
  }
  for (const odd of ODD) await sendRaw(core.receiver.port, Buffer.from(odd, 'latin1'));
  const ids = Array.from({ length: fixtures.length + ODD.length }, (_, index) => index + 1);
  await live.received(ids.length);

  const run = core.deliveries.startRun(ids, { target }, aPlan({ concurrency: 8 }));
  expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', succeeded: ids.length });
  const forwarded = new Map(live.requests.map((request) => [idOf(request), request]));
  const record = stored(folder);
  expect(later.requests.map(idOf).toSorted((a, b) => a - b)).toEqual(ids);
  for (const replayed of later.requests) {
    const first = forwarded.get(idOf(replayed));
    if (first === undefined) throw new Error('replayed what was not forwarded');
    expect(linesOf(replayed)).toEqual(linesOf(first));
    expect(replayed.body.equals(record[idOf(replayed) - 1]?.body ?? Buffer.alloc(0))).toBe(true);
    expect([first, replayed].map(({ head }) => /Inspector-Delivery: (.*)/.exec(head)?.[1])).toEqual([
      'forward',
      'replay',
    ]);
  }
});

test('of an odd webhook is left out what was for one connection, and nothing else', async () => {
  const app = await startRawTarget();
  const { core } = await startCore();
  core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 1 }));
  for (const odd of ODD) await sendRaw(core.receiver.port, Buffer.from(odd, 'latin1'));
  await app.received(ODD.length);
  const [chunked, empty, bodiless] = app.requests.map((request) =>
    linesOf(request).filter((line) => !/^X-Webhook-Inspector-(Webhook|Received)/.test(line)),
  );
  expect(chunked).toEqual([
    'POST /webhooks/message-status?a=%C3%A4&a=1&&b HTTP/1.1',
    'hOsT: the target',
    'X-Twice: 1',
    'CONTENT-type: Text/Plain',
    'x-TWICE: two',
    'Content-Length: 7',
    'Connection: keep-alive',
  ]);
  expect(app.requests[0]?.body.equals(Buffer.from('\x00\xff{\r\n\xe4 ', 'latin1'))).toBe(true);
  expect(empty).toEqual(['PUT / HTTP/1.1', 'Host: the target', 'Content-Length: 0', 'Connection: keep-alive']);
  expect(app.requests.map(idOf)).toEqual([1, 2, 3]);
  expect(bodiless).toEqual([
    'DELETE /x?y HTTP/1.1',
    'Host: the target',
    'X-Empty: ',
    'X-Latin: \xe9',
    'Connection: keep-alive',
  ]);
});

test('200 messages that are replayed at once keep their order each, whatever the app takes for each', async () => {
  const states = ['submitted', 'accepted', 'delivered', 'read'];
  const app = await startRawTarget((_request, socket) => {
    // Slow by turns of the event loop, not by a clock: the order of answers is a random one all the same.
    let left = Math.floor(Math.random() * 20);
    const wait = (): void => {
      left -= 1;
      if (left < 0) socket.write(OK);
      else setImmediate(wait);
    };
    wait();
  });
  const { core, url } = await startCore();
  for (const status of states) {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        send(url, { body: JSON.stringify({ message_uuid: `message-${n}`, channel: 'sms', status }) }),
      ),
    );
  }
  const ids = Array.from({ length: 800 }, (_, index) => index + 1);
  const run = core.deliveries.startRun(ids, { url: app.url, allowSelfSigned: false }, aPlan({ concurrency: 64 }));
  expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', succeeded: 800 });
  const orders = new Map<string, string[]>();
  for (const { body } of app.requests) {
    const { message_uuid: message, status } = JSON.parse(body.toString()) as { message_uuid: string; status: string };
    orders.set(message, [...(orders.get(message) ?? []), status]);
  }
  expect(orders.size).toBe(200);
  for (const order of orders.values()) expect(order).toEqual(states);
  expect(new Set(app.requests.map(({ connection }) => connection)).size).toBeGreaterThan(8);
});
