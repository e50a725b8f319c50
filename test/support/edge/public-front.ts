import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface PublicFront {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a way to the agent for one request; `silent` where none will ever answer, null where no agent is there. */
export type OpenWay = (clientAddress: string) => Duplex | 'silent' | null;

/** One public address: speaks HTTP and adds what ngrok's cloud adds (ngrok-edge-protocol, 5). */
export async function startPublicFront(openWay: OpenWay): Promise<PublicFront> {
  const server = createServer((incoming, outgoing) => {
    const client = incoming.socket.remoteAddress ?? '';
    const way = openWay(`${client}:${incoming.socket.remotePort}`);
    if (way === 'silent') return;
    if (way === null) {
      outgoing
        .writeHead(404, { 'ngrok-error-code': 'ERR_NGROK_3200' })
        .end('The endpoint is offline.\n\nERR_NGROK_3200\n');
      return;
    }
    forward(incoming, outgoing, way, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, way: Duplex, client: string): void {
  const headers = [...incoming.rawHeaders, 'X-Forwarded-For', client, 'X-Forwarded-Proto', 'https'];
  const inner = request(
    { method: incoming.method, path: incoming.url, headers, createConnection: () => way },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.on('end', () => way.destroy());
    },
  );
  inner.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502, { 'ngrok-error-code': 'ERR_NGROK_3004' }).end();
  });
  outgoing.on('close', () => way.destroy());
  incoming.pipe(inner);
}
