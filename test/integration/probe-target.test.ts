import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

import { expect, onTestFinished, test } from 'vitest';

import { Agents } from '../../main/deliveries/agents.ts';
import type { Probed } from '../../main/deliveries/probe-target.ts';
import { probeTarget } from '../../main/deliveries/probe-target.ts';
import { createClock } from '../../main/domain/clock.ts';
import { closedPort, startRawTarget } from '../support/raw-target.ts';
import { startSampleApp } from '../support/sample-app.ts';

function probe(url: string, rest: Partial<Probed> = {}) {
  const agents = new Agents();
  onTestFinished(() => agents.close());
  return probeTarget({ url, allowSelfSigned: false, healthPath: null, ...rest }, agents, createClock());
}

test('something that listens is up, and gets no request', async () => {
  const target = await startRawTarget();
  const { port } = target;
  expect(await probe(target.url)).toEqual({
    state: 'up',
    message: `Something listens on 127.0.0.1:${port}.`,
    checkedAt: expect.any(Number),
    latencyUs: expect.any(Number),
  });
  expect(target.requests).toEqual([]);
});

test('nothing that listens is down', async () => {
  const port = await closedPort();
  const down = { state: 'down', message: `Connection refused: nothing listens on localhost:${port}.`, latencyUs: null };
  expect(await probe(`http://localhost:${port}`)).toMatchObject(down);
  expect(await probe(`http://localhost:${port}`, { healthPath: '/health' })).toMatchObject(down);
});

test.each([
  [200, 'up'],
  [404, 'up'],
  [301, 'up'],
  [500, 'down'],
  [503, 'down'],
])('a health path that answers %i is %s', async (status, state) => {
  const server = createServer(
    (request, response) => void response.writeHead(request.url === '/health?deep=1' ? status : 418).end(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  expect(await probe(url, { healthPath: '/health?deep=1' })).toMatchObject({
    state,
    message: `/health?deep=1 answered ${status}.`,
  });
});

test('a self-signed certificate is down, or up where it is allowed', async () => {
  const app = await startSampleApp({ secure: true });
  expect(await probe(app.url)).toMatchObject({ state: 'down', message: expect.stringContaining('Nobody vouches') });
  expect(await probe(app.url, { allowSelfSigned: true })).toMatchObject({ state: 'up' });
});
