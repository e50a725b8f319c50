import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { HeldAnswers } from '../../../main/receiver/held-answers.ts';

/** A server that holds each answer back for ten minutes. */
async function holding(most: number) {
  const held = new HeldAnswers(most);
  const server = createServer((_request, response) => held.hold(response, 600_000, () => response.end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Resolves once the server has it; its answer comes later. */
  const ask = async (): Promise<{ readonly answered: Promise<string | undefined> }> => {
    const request = get({ port, host: '127.0.0.1', agent: false, headers: { connection: 'keep-alive' } });
    // Cut off with the server at the end.
    request.on('error', () => {});
    const answered = once(request, 'response').then((given: unknown[]) => {
      const response = given[0] as IncomingMessage;
      response.resume();
      return response.headers.connection;
    });
    answered.catch(() => {});
    await once(server, 'request');
    return { answered };
  };
  return { held, ask };
}

test('beyond its bound the answer that has waited longest is given', async () => {
  const { ask } = await holding(2);
  const first = await ask();
  const second = await ask();
  await ask();
  await first.answered;
  await ask();
  await second.answered;
});

test('at the end all are given, and their connections are not kept; nothing is held back after that', async () => {
  const { held, ask } = await holding(10);
  const waiting = await ask();
  held.giveAll();
  expect(await waiting.answered).toBe('close');
  expect(await (await ask()).answered).toBe('close');
});
