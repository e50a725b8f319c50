import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';
import { startCoreFor, untilState, untilTunnel } from '../support/online.ts';
import { stored } from '../support/stored.ts';

/** Somebody else's tunnel, as far as we can see of it. */
async function startProxy(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes requests on to the receiver, changed by `change`. */
function passOn(
  target: () => string,
  change: { readonly headers?: (raw: string[]) => string[]; readonly body?: Buffer } = {},
): RequestListener {
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const raw = incoming.rawHeaders.filter(
      (_, index, all) => all[index - (index % 2)]?.toLowerCase() !== 'content-length',
    );
    const headers = change.headers?.(raw) ?? raw;
    const inner = request(
      target(),
      { method: incoming.method, path: incoming.url, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    if (change.body === undefined) return incoming.pipe(inner);
    incoming.resume();
    inner.end(change.body);
  };
}

test('an address of any other tunnel is online once a probe came back through it', async () => {
  const { core, url: local, folder } = await startCoreFor(await TestEdge.start());
  const url = await startProxy(passOn(() => local));
  await core.online.goOnline({ kind: 'custom', url: `${url}/` });
  expect(await untilState(core, 'online')).toMatchObject({ kind: 'custom', url, problem: null });
  await send(url, { target: '/webhooks/inbound-message', body: 'public' });
  await send(local, { target: '/webhooks/inbound-message', body: 'local' });
  expect(stored(folder).map(({ via, body }) => [via, body.toString()])).toEqual([
    ['tunnel', 'public'],
    ['local', 'local'],
  ]);
  expect(core.settings()).toMatchObject({ tunnel: 'custom', customUrl: url });
  await core.online.goOffline();
  await send(url, { body: 'later' });
  expect(stored(folder).at(-1)?.via).toBe('local');
});

test.each([
  [
    'takes the Authorization header away',
    'probe-authorization',
    (local: string) =>
      passOn(() => local, { headers: (raw) => raw.filter((_, index) => raw[index - (index % 2)] !== 'authorization') }),
  ],
  ['changes bodies', 'probe-body', (local: string) => passOn(() => local, { body: Buffer.from('{"other":1}') })],
  [
    'redirects',
    'probe-redirect',
    () => (_: IncomingMessage, answer: ServerResponse) =>
      answer.writeHead(301, { location: 'https://a.example' }).end(),
  ],
  ['is somebody else’s', 'probe-stranger', () => (_: IncomingMessage, answer: ServerResponse) => answer.end('hello')],
  [
    'answers without end',
    'probe-stranger',
    () => (_: IncomingMessage, answer: ServerResponse) => answer.writeHead(200).write(Buffer.alloc(100_000)),
  ],
  ['never answers', 'probe-timeout', () => () => {}],
] as const)('an address that %s is told as such, and is not online', async (_name, code, listener) => {
  const { core, url: local, folder } = await startCoreFor(await TestEdge.start());
  const url = await startProxy(listener(local));
  await core.online.goOnline({ kind: 'custom', url });
  expect(await untilTunnel(core, ({ problem }) => problem !== null)).toMatchObject({
    state: 'connecting',
    problem: { code, message: expect.stringMatching(/^[A-Zh].+\.$/) as string },
  });
  expect(stored(folder)).toEqual([]);
});

test('an address comes back without a click', async () => {
  const { core, url: local } = await startCoreFor(await TestEdge.start());
  let isBroken = false;
  const pass = passOn(() => local);
  const url = await startProxy((incoming, outgoing) => {
    if (isBroken) outgoing.writeHead(502).end();
    else pass(incoming, outgoing);
  });
  await core.online.goOnline({ kind: 'custom', url });
  await untilState(core, 'online');
  isBroken = true;
  await untilState(core, 'reconnecting');
  isBroken = false;
  await untilState(core, 'online');
});

test('a stranger can hide no webhook behind the path of probes', async () => {
  const edge = await TestEdge.start();
  const { core, url: local, folder } = await startCoreFor(edge);
  const url = await startProxy(passOn(() => local));
  await core.online.goOnline({ kind: 'custom', url });
  await untilState(core, 'online');
  const target = `/webhook-inspector-probe/${'ab'.repeat(16)}`;
  expect((await send(url, { target, body: 'hidden?' })).status).toBe(200);
  expect(stored(folder).map((row) => row.target)).toEqual([target]);
});
