import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { describe, expect, onTestFinished, test } from 'vitest';

import { Agents } from '../../main/deliveries/agents.ts';
import { deliver } from '../../main/deliveries/deliver.ts';
import { outgoingRequest } from '../../main/deliveries/outgoing-request.ts';
import { createClock } from '../../main/domain/clock.ts';
import type { DeliveryResult, OutgoingWebhook } from '../../main/domain/delivery.ts';
import type { Target } from '../../shared/contract/deliveries.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { closedPort, OK, startRawTarget } from '../support/raw-target.ts';
import { selfSigned } from '../support/self-signed.ts';
import { aTarget } from '../support/targets.ts';

interface Sending {
  readonly webhook?: Partial<OutgoingWebhook>;
  readonly target?: Partial<Target>;
  readonly signal?: AbortSignal;
}

const MARKS = { webhookId: 1, way: 'replay', receivedAt: 0 };
const clock = createClock();

/** Connections stay open from one delivery to the next, as they do in the app. */
function sender(): (url: string, sending?: Sending) => Promise<DeliveryResult> {
  const agents = new Agents();
  onTestFinished(() => agents.close());
  return (url, { webhook, target, signal } = {}) => {
    const to = aTarget({ url, marks: false, ...target });
    const outgoing = { method: 'POST', target: '/', rawHeaders: ['Host', 'a'], body: new Uint8Array(0), ...webhook };
    return deliver(outgoingRequest(outgoing, to, MARKS), outgoing.body, {
      agent: agents.for(to),
      timeLimitMs: to.timeLimitMs,
      clock,
      ...(signal === undefined ? {} : { signal }),
    });
  };
}

test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  '%s is on the wire as it was captured',
  async (_name, fixture) => {
    const { url, port, requests } = await startRawTarget();
    const body = bodyOf(fixture);
    const headers = Object.entries(fixture.headers).filter(([name]) => !/^(host|content-length)$/i.test(name));
    const length = body.length > 0 ? ['CONTENT-Length', String(body.length)] : [];
    const rawHeaders = ['hOsT', 'tunnel.example', ...headers.flat(), 'X-Twice', '1', ...length, 'x-twice', '\u00e9'];
    const target = targetOf(fixture);
    await sender()(url, { webhook: { method: fixture.method, target, rawHeaders, body } });

    const expected = ['hOsT', `127.0.0.1:${port}`, ...rawHeaders.slice(2)];
    if (body.length === 0 && fixture.method !== 'GET') expected.push('Content-Length', '0');
    const lines = Array.from({ length: expected.length / 2 }, (_, n) => `${expected[2 * n]}: ${expected[2 * n + 1]}`);
    expect(requests[0]?.head).toBe(
      [`${fixture.method} ${target} HTTP/1.1`, ...lines, 'Connection: keep-alive'].join('\r\n'),
    );
    expect(requests[0]?.body.equals(body)).toBe(true);
  },
);

test('bytes that are no text arrive as they are, 10 MB of them too', async () => {
  const { url, requests } = await startRawTarget();
  const body = Buffer.alloc(10 * 1_024 * 1_024, Buffer.from([0, 255, 13, 10, 128]));
  expect(await sender()(url, { webhook: { body } })).toMatchObject({ answer: { status: 200 }, problem: null });
  expect(requests[0]?.body.equals(body)).toBe(true);
});

test('one connection serves several deliveries', async () => {
  const { url, requests } = await startRawTarget();
  const send = sender();
  const first = await send(url, { webhook: { method: 'GET' } });
  const second = await send(url);
  expect(requests.map(({ connection }) => connection)).toEqual([0, 0]);
  expect(first.times.connectUs).toEqual(expect.any(Number));
  expect(second.times.connectUs).toBeNull();
});

describe('an answer', () => {
  test('is kept with its headers as they came', async () => {
    const { url } = await startRawTarget((_request, socket) => {
      socket.write('HTTP/1.1 418 Teapot\r\nX-One: 1\r\nx-ONE: 2\r\nContent-Length: 3\r\n\r\nabc');
    });
    const { answer, problem, times } = await sender()(url);
    expect({ problem, answer: { ...answer, body: Buffer.from(answer?.body ?? []).toString() } }).toEqual({
      problem: null,
      answer: {
        status: 418,
        rawHeaders: ['X-One', '1', 'x-ONE', '2', 'Content-Length', '3'],
        body: 'abc',
        bodyBytes: 3,
      },
    });
    expect(times.totalUs).toBeGreaterThanOrEqual(times.firstByteUs ?? Infinity);
  });

  test('that redirects is shown and not followed', async () => {
    const { url, requests } = await startRawTarget((_request, socket) => {
      socket.write('HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n');
    });
    expect(await sender()(url)).toMatchObject({
      answer: { status: 307, rawHeaders: ['Location', '/elsewhere', 'Content-Length', '0'] },
    });
    expect(requests).toHaveLength(1);
  });

  test('keeps 1 MB of its body and counts the rest, and the connection is used again', async () => {
    const size = 3 * 1_024 * 1_024;
    const { url, requests } = await startRawTarget((_request, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      socket.write(Buffer.alloc(size, 'x'));
    });
    const send = sender();
    const { answer } = await send(url);
    expect([answer?.body.length, answer?.bodyBytes]).toEqual([1_024 * 1_024, size]);
    await send(url);
    expect(requests.map(({ connection }) => connection)).toEqual([0, 0]);
  });

  test('that changes the protocol is over at once', async () => {
    const { url } = await startRawTarget((_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nmore');
    });
    expect(await sender()(url)).toMatchObject({ answer: { status: 101, bodyBytes: 0 }, problem: null });
  });

  test('without end is given up, and has what was announced', async () => {
    const { url } = await startRawTarget((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', more);
      more();
    });
    expect(await sender()(url)).toMatchObject({ answer: { status: 200, bodyBytes: 99_999_999_999 }, problem: null });
  });
});

describe('what goes wrong is told', () => {
  test('nobody listens', async () => {
    const port = await closedPort();
    const { answer, problem } = await sender()(`http://localhost:${port}`);
    expect({ answer, problem }).toEqual({
      answer: null,
      problem: {
        code: 'ECONNREFUSED',
        message: `Connection refused: nothing listens on localhost:${port}.`,
        wasConnected: false,
      },
    });
  });

  test('no answer in time', async () => {
    const { url } = await startRawTarget(() => {});
    expect((await sender()(url, { target: { timeLimitMs: 60 } })).problem).toEqual({
      code: 'time-limit',
      message: 'There was no answer within 60 ms. The target may have got the webhook.',
      wasConnected: true,
    });
  });

  test('half an answer in time, and the half is kept', async () => {
    const { url } = await startRawTarget((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    });
    expect(await sender()(url, { target: { timeLimitMs: 1_000 } })).toMatchObject({
      answer: { status: 200, body: Buffer.from('half'), bodyBytes: 10 },
      problem: { code: 'time-limit', message: 'The answer was not complete within 1 s.' },
    });
  });

  test('a reset without an answer, and nothing is sent twice', async () => {
    let count = 0;
    const { url, requests } = await startRawTarget((_request, socket) => {
      count += 1;
      if (count === 1) socket.write(OK);
      else socket.resetAndDestroy();
    });
    const send = sender();
    await send(url);
    expect((await send(url)).problem).toMatchObject({
      code: 'ECONNRESET',
      message: 'The target closed the connection without an answer. It may have got the webhook.',
    });
    expect(requests).toHaveLength(2);
  });

  test('an end in the middle of the answer', async () => {
    const { url } = await startRawTarget((_request, socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    });
    expect(await sender()(url)).toMatchObject({
      answer: { body: Buffer.from('half') },
      problem: { code: 'ECONNRESET', message: 'The target closed the connection in the middle of its answer.' },
    });
  });

  test.each([
    ['a body after a 204', 'HTTP/1.1 204 No Content\r\n\r\nok', /^The answer of .+ breaks HTTP after its headers: /],
    [
      'a length too short',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay',
      /: its length is wrong, or it has a body/,
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', /^What 127\.0\.0\.1:\d+ answered is not HTTP\.$/],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      /^The headers of the answer are too large\.$/,
    ],
  ])('%s', async (_name, answer, message) => {
    const { url } = await startRawTarget((_request, socket) => void socket.write(answer));
    expect((await sender()(url)).problem?.message).toMatch(message);
  });

  test('a name that nobody knows', async () => {
    expect((await sender()('http://no-such-host.invalid')).problem).toMatchObject({
      message: 'The name no-such-host.invalid is not known.',
      wasConnected: false,
    });
  });

  test('a header that can’t be written', async () => {
    const { problem } = await sender()('http://127.0.0.1:1', { webhook: { rawHeaders: ['A', 'b\nc'] } });
    expect(problem?.message).toMatch(/can’t be written as HTTP/);
  });

  test('a tunnel that is asked for', async () => {
    const { problem } = await sender()('http://127.0.0.1:1', { webhook: { method: 'CONNECT', target: 'a:1' } });
    expect(problem?.code).toBe('not-deliverable');
  });

  test('a delivery that is cancelled, before and while it is under way', async () => {
    const controller = new AbortController();
    const { url, received } = await startRawTarget(() => {});
    const send = sender();
    const result = send(url, { signal: controller.signal });
    await received(1);
    controller.abort();
    expect((await result).problem).toMatchObject({ code: 'cancelled', wasConnected: true });
    expect((await send(url, { signal: controller.signal })).problem).toMatchObject({ wasConnected: false });
  });
});

async function startSecureTarget(): Promise<number> {
  const server = createServer(selfSigned(), (_request, response) => void response.end('secure'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

describe('HTTPS', () => {
  test('with a self-signed certificate is refused, and accepted where the target says so', async () => {
    const url = `https://localhost:${await startSecureTarget()}`;
    const send = sender();
    expect((await send(url)).problem).toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      message: `Nobody vouches for the certificate of ${url.slice(8)}. Allow self-signed certificates for this target if it is yours.`,
      wasConnected: false,
    });
    expect(await send(url, { target: { allowSelfSigned: true } })).toMatchObject({
      answer: { status: 200, body: Buffer.from('secure') },
      problem: null,
    });
  });

  test('that is none is told', async () => {
    const { port } = await startRawTarget((_request, socket) => void socket.write(OK));
    const { problem } = await sender()(`https://127.0.0.1:${port}`, { target: { timeLimitMs: 2_000 } });
    expect(problem).toMatchObject({ wasConnected: false });
  });
});
