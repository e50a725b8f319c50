import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Load } from './process.ts';
import { runLoad, startServer } from './process.ts';

const WARM_UP = 500;

/** What targets cost the answers to Vonage: a fresh core each, the same load, in turns. */
export async function measureTargets(
  cores: string,
  count: number,
  rate: number,
): Promise<Record<'none' | 'answering' | 'dead' | 'silent', Load>> {
  const answering = await startServer('bare', [], cores);
  const silent = await listenOn((server) => server.on('connection', (socket) => socket.resume()));
  const dead = await listenOn(() => {});
  dead.server.close();
  await once(dead.server, 'close');
  try {
    return {
      none: await measure(cores, count, rate),
      answering: await measure(cores, count, rate, `http://127.0.0.1:${answering.port}`),
      dead: await measure(cores, count, rate, `http://127.0.0.1:${dead.port}`),
      silent: await measure(cores, count, rate, `http://127.0.0.1:${silent.port}`),
    };
  } finally {
    silent.server.close();
    await answering.stop();
  }
}

async function measure(cores: string, count: number, rate: number, target?: string): Promise<Load> {
  const data = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  try {
    const server = await startServer('core', target === undefined ? [data] : [data, target], cores);
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
