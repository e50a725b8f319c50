import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Session } from '@ngrok/ngrok';
import { SessionBuilder } from '@ngrok/ngrok';
import { expect, onTestFinished, test } from 'vitest';

import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';

/** The SDK in this process: enough to see that the edge speaks its language. */
function connect(edge: TestEdge, token = edge.token): Promise<Session> {
  return new SessionBuilder()
    .authtoken(token)
    .serverAddr(edge.address)
    .caCert(readFileSync(edge.caFile))
    .handleDisconnection(() => false)
    .connect();
}

async function startEcho(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'x-seen-for': request.headers['x-forwarded-for'] });
    request.pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the real SDK opens an endpoint at the edge, and requests go through it', async () => {
  const edge = await TestEdge.start();
  const session = await connect(edge);
  const listener = await session.httpEndpoint().listenAndForward(await startEcho());
  const url = listener.url() ?? '';
  const body = 'x'.repeat(2_000_000);
  const received = await send(url, { body });
  expect({ ...received, same: received.body === body }).toMatchObject({ status: 200, same: true });
  expect(received.headers['x-seen-for']).toBe('127.0.0.1');
  expect(edge.endpoints).toEqual(['dev.edge.test']);
  await listener.close();
  expect((await send(url, {})).headers['ngrok-error-code']).toBe('ERR_NGROK_3200');
  edge.cut();
  await edge.until(() => edge.sessions.length === 0);
});

test('it is refused with the code of the edge', async () => {
  const edge = await TestEdge.start();
  await expect(connect(edge, 'wrong')).rejects.toThrow('ERR_NGROK_105');
});
