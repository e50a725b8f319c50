import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { expect, onTestFinished, test } from 'vitest';

import { listen } from '../../../main/receiver/listen.ts';

const HOST = '127.0.0.1';

function newServer(): Server {
  const server = createServer();
  onTestFinished(() => void server.close());
  return server;
}

const counts = (server: Server): number[] => ['error', 'listening'].map((name) => server.listenerCount(name));

test('0 takes any free port', async () => {
  expect(await listen(newServer(), HOST, 0)).toBeGreaterThan(0);
});

test('a taken port gives way to the next free one', async () => {
  const taken = await listen(newServer(), HOST, 0);
  const port = await listen(newServer(), HOST, taken);
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThan(taken + 50);
});

test('where no port is left it says so, and what to do', async () => {
  // The last port there is, so there is no next one to try.
  await listen(newServer(), HOST, 65_535).catch(() => {
    // Somebody else has it, which is as good.
  });
  await expect(listen(newServer(), HOST, 65_535)).rejects.toMatchObject({
    code: 'no-free-port',
    message:
      "No port between 65535 and 65535 is free, so webhooks can't be received. Choose another port in the settings.",
  });
});

test('what is wrong with the address is not tried fifty times', async () => {
  await expect(listen(newServer(), '203.0.113.1', 0)).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});

test('a server that listens, at once or at the second try, has no listener of ours left', async () => {
  const fresh = newServer();
  const first = newServer();
  const taken = await listen(first, HOST, 0);
  const second = newServer();
  await listen(second, HOST, taken);
  expect(counts(first)).toEqual(counts(fresh));
  expect(counts(second)).toEqual(counts(fresh));
});
