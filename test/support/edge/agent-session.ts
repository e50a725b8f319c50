import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

import { MuxSession } from './mux-session.ts';

/** What a stream is for: its first four bytes (ngrok-edge-protocol, 3). */
export const STREAM = { auth: 0, bind: 1, unbind: 2, proxy: 3, heartbeat: 0xffffffff } as const;

export type Json = Readonly<Record<string, unknown>>;

/** A member that is a text; empty where it is not. */
export function textOf(json: Json, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : '';
}

/** Answers one request of the agent; null leaves it without an answer. */
export type Answer = (type: number, request: Json) => Json | null | Promise<Json | null>;

/** An agent that has dialled in. */
export class AgentSession {
  readonly socket: TLSSocket;
  /** Bind ids with the names that they serve. */
  readonly binds = new Map<string, string>();
  clientId = '';
  isAuthenticated = false;
  /** Heartbeats that were answered. */
  beats = 0;
  readonly #mux: MuxSession;

  constructor(socket: TLSSocket, answer: Answer) {
    this.socket = socket;
    this.#mux = new MuxSession(socket, (stream) => this.#serve(stream, answer));
  }

  /** A way to the agent's upstream for one public connection. */
  open(bindId: string, clientAddress: string): Duplex {
    const header = Buffer.from(
      JSON.stringify({ Id: bindId, ClientAddr: clientAddress, Proto: 'https', EdgeType: '0', PassthroughTLS: false }),
    );
    const start = Buffer.alloc(12);
    start.writeUInt32BE(STREAM.proxy);
    // Little-endian, unlike all else: the agent reserves as much memory as it is told to.
    start.writeBigInt64LE(BigInt(header.length), 4);
    return this.#mux.open(Buffer.concat([start, header]));
  }

  /** Sends a length in the wrong byte order: the SDK reserves that much memory, and aborts its process. */
  crash(): void {
    const start = Buffer.alloc(12);
    start.writeUInt32BE(STREAM.proxy);
    start.writeBigInt64BE(110n, 4);
    this.#mux.open(start);
  }

  #serve(stream: Duplex, answer: Answer): void {
    let type: number | null = null;
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      let rest = chunk;
      if (type === null) {
        type = chunk.readUInt32BE();
        rest = chunk.subarray(4);
      }
      if (rest.length === 0) return;
      if (type === STREAM.heartbeat) {
        this.beats += 1;
        stream.write(rest);
        return;
      }
      // The agent sends no length and no end, so a request is whole as soon as it parses.
      text += rest.toString();
      const request = parse(text);
      if (request !== null) void reply(stream, answer(type, request));
    });
  }
}

async function reply(stream: Duplex, answering: ReturnType<Answer>): Promise<void> {
  const answer = await answering;
  if (answer !== null) stream.end(JSON.stringify(answer));
}

function parse(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The rest has not come yet.
    return null;
  }
}
