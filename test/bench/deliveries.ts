import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Load, Placement } from './process.ts';
import { deadTarget, runLoad, startServer } from './process.ts';
import type { Results } from './results.ts';

const WARM_UP = 500;
const RATE = 200;
const COUNT = RATE * 10;

const PLACEMENT: Placement = 'others apart';

/** What targets cost the answers to Vonage, in milliseconds: a fresh core each, the same load, in turns. */
export async function measureDeliveries(): Promise<Results> {
  const answering = await startServer('bare', [], PLACEMENT);
  const silent = await listenOn((server) => server.on('connection', (socket) => socket.resume()));
  try {
    const none = await measure(COUNT, RATE);
    const toAnswering = await measure(COUNT, RATE, `http://127.0.0.1:${answering.port}`);
    const toDead = await measure(COUNT, RATE, await deadTarget());
    const toSilent = await measure(COUNT, RATE, `http://127.0.0.1:${silent.port}`);
    return {
      [`${RATE}/s, no target, p50 (ms)`]: none.p50Ms,
      [`${RATE}/s, no target, p99 (ms)`]: none.p99Ms,
      [`${RATE}/s, target answers, p99 (ms)`]: toAnswering.p99Ms,
      [`${RATE}/s, dead target, p99 (ms)`]: toDead.p99Ms,
      [`${RATE}/s, silent target, p99 (ms)`]: toSilent.p99Ms,
      'p99 with a dead target / without': toDead.p99Ms / none.p99Ms,
    };
  } finally {
    silent.server.close();
    await answering.stop();
  }
}

async function measure(count: number, rate: number, target?: string): Promise<Load> {
  const data = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  try {
    const server = await startServer('core', target === undefined ? [data] : [data, target], PLACEMENT);
    await runLoad('closed', server.port, WARM_UP, 8);
    const load = await runLoad('open', server.port, count, rate);
    await server.stop();
    return load;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function listenOn(prepare: (server: Server) => void): Promise<{ server: Server; port: number }> {
  const server = createServer();
  prepare(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
