import { statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';

import { startCore } from '../support/core.ts';
import { send, sendRaw } from '../support/http.ts';
import { stored } from '../support/stored.ts';

test('keeps the exact bytes, the target and the headers with case, order and repeats', async () => {
  const { url, folder } = await startCore();
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x00, 0xff, 0xfe, 0x0a, 0x7d]);
  const headers = ['X-Twice', 'one', 'x-TWICE', 'two', 'Content-Type', 'application/json', 'X-Odd', 'caf\u00e9 \t=;,'];
  const answer = await send(url, { method: 'PUT', target: '/any/p%C3%A4th?a=1&a=2&&x=%zz', headers, body });

  expect(answer).toMatchObject({ status: 200, body: '' });
  const [webhook] = stored(folder);
  expect(webhook?.body.equals(body)).toBe(true);
  expect(webhook).toMatchObject({ method: 'PUT', target: '/any/p%C3%A4th?a=1&a=2&&x=%zz', httpVersion: '1.1' });
  expect(webhook?.rawHeaders.slice(0, headers.length)).toEqual(headers);
});

test.each(['GET', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE'])('captures %s', async (method) => {
  const { url, folder } = await startCore();
  expect((await send(url, { method, target: '/x' })).status).toBe(200);
  expect(stored(folder)).toMatchObject([{ method, outcome: 'complete' }]);
});

test('captures CONNECT, and refuses to be a proxy', async () => {
  const { core, folder } = await startCore();
  const answer = await sendRaw(core.receiver.port, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(stored(folder)).toMatchObject([{ method: 'CONNECT', target: 'example.com:443', answer: { status: 405 } }]);
});

test('captures HTTP/1.0, chunked bodies and several requests on one connection', async () => {
  const { core, folder } = await startCore();
  await sendRaw(core.receiver.port, 'POST /old HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc');
  const answers = await sendRaw(
    core.receiver.port,
    'POST /1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3\r\n you\r\n0\r\n\r\n'.replace(
      '3\r\n you',
      '4\r\n you',
    ) + 'POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok',
  );
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  expect(stored(folder).map(({ target, httpVersion, body }) => [target, httpVersion, body.toString()])).toEqual([
    ['/old', '1.0', 'abc'],
    ['/1', '1.1', 'hi you'],
    ['/2', '1.1', 'ok'],
  ]);
});

test.each(['100-continue', 'something-else'])('captures a request that expects %s', async (expectation) => {
  const { core, folder } = await startCore();
  const head = `POST /e HTTP/1.1\r\nHost: x\r\nExpect: ${expectation}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n`;
  const answer = await sendRaw(core.receiver.port, `${head}ok`);
  expect(answer).toContain('HTTP/1.1 200 OK');
  expect(answer.includes('100 Continue')).toBe(expectation === '100-continue');
  expect(stored(folder)[0]?.body.toString()).toBe('ok');
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('keeps %s as received and understands it decoded', async (encoding, compress) => {
  const { core, url, indexed } = await startCore();
  const text = JSON.stringify({ message_uuid: 'a-1', channel: 'sms', message_type: 'text', text: 'packed' });
  const body = compress(Buffer.from(text));
  await send(url, { target: '/webhooks/inbound-message', headers: { 'content-encoding': encoding }, body });
  await indexed(1);
  const detail = await core.reader.call('detail', 1);
  expect(Buffer.from(detail?.body ?? []).equals(body)).toBe(true);
  expect(Buffer.from(detail?.decodedBody ?? []).toString()).toBe(text);
  expect(detail?.row).toMatchObject({ kind: 'inbound-message', summary: 'packed' });
});

test('answers 413 to a body over the limit and keeps its first part', async () => {
  const { core, url, folder } = await startCore();
  core.changeSettings({ bodyLimit: 2_048 });
  const body = Buffer.alloc(300_000, 'x');
  expect((await send(url, { body })).status).toBe(413);
  expect((await send(url, { body, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413);
  for (const webhook of stored(folder)) {
    expect(webhook).toMatchObject({ outcome: 'too-large', announcedBytes: 300_000, answer: { status: 413 } });
    expect(webhook.body.equals(body.subarray(0, 2_048))).toBe(true);
  }
  expect((await send(url, { body: body.subarray(0, 2_048) })).status).toBe(200);
});

test('keeps what a sender had sent when it hangs up', async () => {
  const { core, folder, indexed } = await startCore();
  await sendRaw(core.receiver.port, 'POST /cut HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nfirst part', true);
  await indexed(1);
  expect(stored(folder)).toMatchObject([{ outcome: 'aborted', announcedBytes: 100, body: Buffer.from('first part') }]);
});

test('answers 408 to a request that does not come to its end, and keeps it', async () => {
  const { core, folder } = await startCore({ limits: { headersMs: 200, requestMs: 400 } });
  const slow = 'POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf';
  expect(await sendRaw(core.receiver.port, slow)).toMatch(/^HTTP\/1\.1 408 /);
  expect(stored(folder)).toMatchObject([{ outcome: 'timed-out', body: Buffer.from('half'), answer: { status: 408 } }]);
});

test('keeps a request whose chunks break in the middle', async () => {
  const { core, folder } = await startCore();
  const broken = 'POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnot a size\r\n';
  expect(await sendRaw(core.receiver.port, broken)).toMatch(/^HTTP\/1\.1 400 /);
  expect(stored(folder)).toMatchObject([{ outcome: 'aborted', body: Buffer.from('abc'), answer: { status: 400 } }]);
});

test.each([
  ['breaks', {}, 'zz\r\n', 'aborted'],
  ['does not end', { headersMs: 200, requestMs: 400 }, '', 'timed-out'],
] as const)('keeps the second request of a connection where it %s', async (_name, limits, rest, outcome) => {
  const { core, folder } = await startCore({ limits });
  const both =
    'POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok' +
    `POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n${rest}`;
  await sendRaw(core.receiver.port, both);
  expect(stored(folder)).toMatchObject([
    { target: '/1', outcome: 'complete', body: Buffer.from('ok') },
    { target: '/2', outcome, body: Buffer.from('abc') },
  ]);
  expect(core.state().brokenRequests).toBe(0);
});

test.each([
  ['garbage', Buffer.from([0, 1, 2, 250, 13, 10, 13, 10]), 400],
  ['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex'), 400],
  ['headers without end', `GET / HTTP/1.1\r\nX: ${'y'.repeat(70_000)}`, 431],
  ['a header name with a space', 'GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n', 400],
])('answers %s, counts it and goes on', async (_name, bytes, status) => {
  const { core, url, folder } = await startCore();
  expect(await sendRaw(core.receiver.port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(core.state().brokenRequests).toBe(1);
  expect((await send(url, { target: '/after' })).status).toBe(200);
  expect(stored(folder)).toMatchObject([{ target: '/after' }]);
});

test('answers 503 to what would take more memory than there is for bodies in flight', async () => {
  const { url, folder } = await startCore({ limits: { inFlightBytes: 1_000 } });
  expect((await send(url, { body: Buffer.alloc(5_000) })).status).toBe(503);
  expect(stored(folder)).toMatchObject([{ outcome: 'refused', announcedBytes: 5_000, answer: { status: 503 } }]);
  expect((await send(url, { body: Buffer.alloc(900) })).status).toBe(200);
});

test('stores all of a thousand requests at once, each answered after its row is there', async () => {
  const { url, folder } = await startCore();
  const count = 1_000;
  const statuses = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { status } = await send(url, { target: `/n/${index}`, body: `{"n":${index}}` });
      return status;
    }),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(count);
  const targets = new Set(stored(folder).map(({ target }) => target));
  expect(targets.size).toBe(count);
});

test('has the row on disk when the answer comes', async () => {
  const { url, folder } = await startCore();
  const db = new Database(`${folder}/capture.db`, { readonly: true });
  const count = db.prepare<[], number>('SELECT count(*) FROM requests').pluck();
  for (let sent = 1; sent <= 50; sent += 1) {
    await send(url, { body: String(sent) });
    expect(count.get()).toBe(sent);
  }
  db.close();
});

test('answers 503 while storing fails, says so, and goes on when it works again', async () => {
  const { core, url, folder } = await startCore();
  const stranger = new Database(`${folder}/capture.db`);
  stranger.exec('BEGIN EXCLUSIVE');
  expect((await send(url, { body: 'lost' })).status).toBe(503);
  expect(core.state().storingProblem).toMatch(/can't be stored. Vonage is told to send them again/);
  stranger.exec('ROLLBACK');
  stranger.close();
  expect((await send(url, { body: 'kept' })).status).toBe(200);
  expect(core.state().storingProblem).toBeNull();
  expect(stored(folder).map(({ body }) => body.toString())).toEqual(['kept']);
});

test('takes the next free port, says so and remembers it', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const taken = (squatter.address() as AddressInfo).port;
  const { core } = await startCore({ port: taken });
  const { receiver } = core.state();
  squatter.close();
  expect(receiver).toMatchObject({ state: 'listening', wantedPort: taken });
  expect(core.receiver.port).toBeGreaterThan(taken);
});

test('listens on loopback only', async () => {
  const { core } = await startCore();
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4');
  for (const address of addresses) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect({ port: core.receiver.port, host: address?.address ?? '' });
      socket.on('connect', () => resolve(false));
      socket.on('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  }
});

test.each([
  ['GET', '/webhooks/answer?to=1&from=2&uuid=u&conversation_uuid=CON-1', ''],
  ['POST', '/webhooks/event', '{"to":"1","from":"2","uuid":"u","conversation_uuid":"CON-1"}'],
  [
    'POST',
    '/webhooks/fallback',
    '{"reason":"x","original_request":{"url":"u","type":"answer"},"uuid":"u","conversation_uuid":"CON-1"}',
  ],
])('answers a voice webhook that needs a call flow with one: %s %s', async (method, target, body) => {
  const { url } = await startCore();
  const answer = await send(url, { method, target, body });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(JSON.parse(answer.body)).toMatchObject([{ action: 'talk' }]);
});

test('answers everything else with nothing, as 200 or as 204 where that is set', async () => {
  const { core, url } = await startCore();
  const event = { target: '/webhooks/event', body: '{"status":"completed","uuid":"u","conversation_uuid":"CON-1"}' };
  expect(await send(url, event)).toMatchObject({ status: 200, body: '' });
  expect(await send(url, { target: '/webhooks/answer', body: '{"message_uuid":"m","status":"read"}' })).toMatchObject({
    status: 200,
    body: '',
  });
  core.changeSettings({ answerStatus: 204 });
  const answer = await send(url, event);
  expect(answer).toMatchObject({ status: 204, body: '' });
  expect(answer.headers['content-length']).toBeUndefined();
});

test.each([
  ['to be a proxy', 'CONNECT example.com:443 HTTP/1.1\r\n\r\n'],
  ['garbage', '\0\u0001\r\n\r\n'],
  ['half a request', 'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf'],
])('a sender of %s that never hangs up does not keep the app from closing', async (_name, bytes) => {
  const { core } = await startCore();
  const socket = connect({ port: core.receiver.port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {
    // Cut off, as it should be.
  });
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  await core.close();
});

test('keeps thousands of headers, in their order', async () => {
  const { core, folder } = await startCore();
  const headers = Array.from({ length: 5_000 }, (_, n) => `H${n}: ${n % 10}`);
  const answer = await sendRaw(
    core.receiver.port,
    ['GET /many HTTP/1.1', ...headers, 'Connection: close', '', ''].join('\r\n'),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(stored(folder)[0]?.rawHeaders.slice(0, -2)).toEqual(headers.flatMap((header) => header.split(': ')));
});

test('stores what is in flight when it closes', async () => {
  const { core, url, folder } = await startCore();
  const sending = Array.from({ length: 200 }, (_, index) => send(url, { body: String(index) }));
  const settled = Promise.allSettled(sending);
  await sending[0];
  await core.close();
  const answers = await settled;
  const acknowledged = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200);
  expect(stored(folder).length).toBeGreaterThanOrEqual(acknowledged.length);
});

test('a long log is copied into the record while the app runs, and not by the thread that answers', async () => {
  const { url, folder } = await startCore();
  const record = join(folder, 'capture.db');
  const body = 'x'.repeat(1_000_000);
  // By itself SQLite would do it from 32 MB on.
  for (let sent = 0; sent < 12; sent += 1) await send(url, { body });
  await expect.poll(() => statSync(record).size).toBeGreaterThan(8_000_000);
  await send(url, { body: 'last' });
  expect(stored(folder)).toHaveLength(13);
});
