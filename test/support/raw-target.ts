import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

import { onTestFinished } from 'vitest';

/** One request as it was on the wire. */
export interface RawRequest {
  readonly head: string;
  readonly body: Buffer;
  /** Which connection it came by, from 0. */
  readonly connection: number;
}

export interface RawTarget {
  readonly url: string;
  readonly port: number;
  readonly requests: RawRequest[];
  /** Resolves once this many whole requests have come. */
  readonly received: (count: number) => Promise<void>;
}

export type Reply = (request: RawRequest, socket: Socket) => void;

export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A target of ours that knows no HTTP library: it keeps the very bytes, and answers with what the test says. */
export async function startRawTarget(
  reply: Reply = (_request, socket) => void socket.write(OK),
  port = 0,
): Promise<RawTarget> {
  const requests: RawRequest[] = [];
  const waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections;
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf('\r\n\r\n'); end !== -1; end = rest.indexOf('\r\n\r\n')) {
        const head = rest.subarray(0, end).toString('latin1');
        const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        if (rest.length < end + 4 + length) return;
        const request = { head, body: rest.subarray(end + 4, end + 4 + length), connection };
        rest = rest.subarray(end + 4 + length);
        requests.push(request);
        reply(request, socket);
        for (const check of waiting) check();
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    requests,
    received: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (requests.length >= count) resolve();
        };
        waiting.push(check);
        check();
      }),
  };
}

/** A port on which nothing listens, at least a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
