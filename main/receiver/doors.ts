import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';

import type { Via } from '../domain/captured-request.ts';

/**
 * More local ports of one HTTP server. What comes in by such a port came by a known way: the tunnel's process connects
 * from loopback like everybody else, so its requests could not be told from local ones otherwise.
 */
export class Doors {
  readonly #server: HttpServer;
  readonly #host: string;
  readonly #ways = new Map<number, Via>();
  readonly #doors = new Map<Via, { readonly server: Server; readonly port: Promise<number> }>();

  constructor(server: HttpServer, host: string) {
    this.#server = server;
    this.#host = host;
  }

  /** By which way this connection came; undefined for the server's own port. */
  viaOf(socket: Socket): Via | undefined {
    return this.#ways.size === 0 ? undefined : this.#ways.get(socket.localPort ?? 0);
  }

  /** The port of this way, which is opened at the first call. */
  open(via: Via): Promise<number> {
    const known = this.#doors.get(via);
    if (known !== undefined) return known.port;
    // As node:http sets up its own connections.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#server.emit('connection', socket);
    });
    const port = listen(server, this.#host).then((number) => {
      this.#ways.set(number, via);
      return number;
    });
    this.#doors.set(via, { server, port });
    return port;
  }

  /** Takes no more connections. Resolves once those that are open have ended. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#doors.values()].map(async ({ server, port }) => {
        await port;
        const closed = once(server, 'close');
        server.close();
        await closed;
      }),
    );
  }
}

async function listen(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
