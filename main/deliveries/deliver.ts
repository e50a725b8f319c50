import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';

import type { AppAnswer, DeliveryProblem, DeliveryResult, SentRequest } from '../domain/delivery.ts';
import type { Clock } from '../domain/clock.ts';
import { describeProblem, tooSlow } from './delivery-problem.ts';

/** How much of an answer's body is kept. */
const KEPT_ANSWER_BYTES = 1_024 * 1_024;
/** How much more is read, so that it can be said how large it was and the connection can be used again. */
const COUNTED_ANSWER_BYTES = 16 * 1_024 * 1_024;
const LARGEST_HEADERS = 64 * 1_024;

export interface Connection {
  readonly agent: Agent;
  readonly timeLimitMs: number;
  readonly clock: Clock;
  /** Learns our TCP port before the first byte goes out; not told where an open connection is used again. */
  readonly connected?: (localPort: number) => void;
  /** Ends the delivery before its time. */
  readonly signal?: AbortSignal;
}

/**
 * Sends one request and waits for its answer. A redirect is an answer, and is not followed. Nothing is sent twice: not
 * even where a connection that was kept open turns out to be dead.
 *
 * Never rejects: whatever happens is a result.
 */
export function deliver(sent: SentRequest, body: Uint8Array, connection: Connection): Promise<DeliveryResult> {
  return new Promise((resolve) => new Exchange(sent, connection, resolve).begin(body));
}

class Exchange {
  readonly #sent: SentRequest;
  readonly #connection: Connection;
  readonly #resolve: (result: DeliveryResult) => void;
  readonly #startedAt: number;
  #request: ClientRequest | null = null;
  #timer: NodeJS.Timeout | undefined;
  #wasConnected = false;
  #connectUs: number | null = null;
  #firstByteUs: number | null = null;
  #response: IncomingMessage | null = null;
  #chunks: Buffer[] = [];
  #kept = 0;
  #seen = 0;
  #ended = false;

  constructor(sent: SentRequest, connection: Connection, resolve: (result: DeliveryResult) => void) {
    this.#sent = sent;
    this.#connection = connection;
    this.#resolve = resolve;
    this.#startedAt = connection.clock();
  }

  begin(body: Uint8Array): void {
    const { method, url, target, rawHeaders } = this.#sent;
    const { agent, timeLimitMs, signal } = this.#connection;
    if (method === 'CONNECT') return this.#end(refuseConnect);
    if (signal?.aborted === true) return this.#cancel();
    try {
      this.#request = (url.protocol === 'https:' ? requestHttps : requestHttp)({
        agent,
        method,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        path: target,
        headers: rawHeaders,
        maxHeaderSize: LARGEST_HEADERS,
      });
    } catch (error) {
      return this.#fail(error);
    }
    // Every listener first, the body last: it goes out with the head in one write.
    this.#timer = setTimeout(() => this.#end(tooSlow(timeLimitMs, this.#circumstances)), timeLimitMs);
    signal?.addEventListener('abort', this.#cancel, { once: true });
    this.#request.on('socket', (socket) => this.#watch(socket, url.protocol === 'https:'));
    this.#request.on('response', (response) => this.#read(response));
    // A 101 is all that comes: what follows would be of another protocol. Without a listener Node tells nothing of it.
    this.#request.on('upgrade', (response, socket) => {
      socket.destroy();
      this.#read(response);
      this.#end(null);
    });
    this.#request.on('error', (error) => this.#fail(error));
    this.#request.end(body);
  }

  get #circumstances() {
    return { url: this.#sent.url, wasConnected: this.#wasConnected, hasAnswer: this.#response !== null };
  }

  #watch(socket: Socket, isSecure: boolean): void {
    if (!socket.connecting) {
      this.#wasConnected = true;
      return;
    }
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      this.#wasConnected = true;
      this.#connectUs = this.#elapsedUs;
      this.#connection.connected?.(socket.localPort ?? 0);
    });
  }

  #read(response: IncomingMessage): void {
    this.#response = response;
    this.#firstByteUs = this.#elapsedUs;
    response.on('data', (chunk: Buffer) => {
      this.#seen += chunk.length;
      const room = KEPT_ANSWER_BYTES - this.#kept;
      if (room > 0) this.#chunks.push(chunk.subarray(0, room));
      this.#kept += Math.min(room, chunk.length);
      if (this.#seen > COUNTED_ANSWER_BYTES) this.#end(null);
    });
    response.on('end', () => this.#end(null));
    response.on('error', (error) => this.#fail(error));
    response.on('close', () => this.#fail({ code: 'ECONNRESET' }));
  }

  #fail(error: unknown): void {
    this.#end(describeProblem(error, this.#circumstances));
  }

  #cancel = (): void => {
    const wasConnected = this.#wasConnected;
    this.#end({
      code: 'cancelled',
      message: wasConnected ? `${CANCELLED} The target may have got the webhook.` : CANCELLED,
      wasConnected,
    });
  };

  /** The first call counts; what happens to a request that is given up is of no interest. */
  #end(problem: DeliveryProblem | null): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#connection.signal?.removeEventListener('abort', this.#cancel);
    if (this.#response?.complete !== true) this.#request?.destroy();
    this.#resolve({
      answer: this.#answer,
      problem,
      times: { connectUs: this.#connectUs, firstByteUs: this.#firstByteUs, totalUs: this.#elapsedUs },
    });
  }

  get #answer(): AppAnswer | null {
    const response = this.#response;
    if (response === null) return null;
    const announced = Number(response.headers['content-length'] ?? 0) || 0;
    return {
      status: response.statusCode ?? 0,
      rawHeaders: response.rawHeaders,
      body: Buffer.concat(this.#chunks, this.#kept),
      // What is announced in answer to HEAD, or with a 304, is of a body that does not come.
      bodyBytes: response.complete ? this.#seen : Math.max(announced, this.#seen),
    };
  }

  get #elapsedUs(): number {
    return Math.max(0, this.#connection.clock() - this.#startedAt);
  }
}

const CANCELLED = 'The delivery was cancelled.';

const refuseConnect: DeliveryProblem = {
  code: 'not-deliverable',
  message: 'A CONNECT request asks for a tunnel. It can’t be sent to a target.',
  wasConnected: false,
};
