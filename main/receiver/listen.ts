import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { AppError } from '../../shared/reply.ts';

const PORTS_TO_TRY = 50;

/** Listens on the wanted port, or on the next free one where it is taken. 0 takes any. Returns the port. */
export async function listen(server: Server, host: string, wantedPort: number): Promise<number> {
  const last = wantedPort === 0 ? 0 : Math.min(wantedPort + PORTS_TO_TRY - 1, 65_535);
  for (let port = wantedPort; port <= last; port += 1) {
    try {
      return await tryPort(server, host, port);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new AppError(
    'no-free-port',
    `No port between ${wantedPort} and ${last} is free, so webhooks can't be received. Choose another port in the settings.`,
  );
}

async function tryPort(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** In use by somebody, or reserved by the system (Windows answers EACCES for its excluded ranges). */
function isTaken(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EADDRINUSE' || code === 'EACCES';
}
