import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

import { AppError } from '../../shared/reply.ts';
import type { SimulatedRequest } from './make-request.ts';

/** Vonage waits no longer for a status or a message (vonage-webhooks, 10.2). */
const TIMEOUT_MS = 15_000;
/** How much of an answer is read. */
const MOST_ANSWER_BYTES = 64 * 1_024;

export interface SimulatedAnswer {
  readonly status: number;
  readonly ms: number;
}

export interface Connection {
  /** Learns our TCP port before the first byte goes out. */
  readonly connected?: (localPort: number) => void;
  readonly signal?: AbortSignal;
  /** Sent along, besides those of the webhook. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends one simulated webhook over a connection of its own. Where the address has a path, that is used and not the
 * webhook's. A redirect is an answer, and is not followed. Rejects with an `AppError` where no answer came.
 */
export function sendRequest(
  { method, target, headers: ownHeaders, body }: SimulatedRequest,
  base: URL,
  connection: Connection = {},
): Promise<SimulatedAnswer> {
  const startedAt = performance.now();
  const headers = { ...ownHeaders, ...connection.headers };
  const isSecure = base.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (isSecure ? requestHttps : requestHttp)(
      base,
      {
        method,
        path: targetAt(base, target),
        agent: false,
        signal: connection.signal,
        headers: method === 'GET' ? headers : { ...headers, 'Content-Length': body.length },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) response.destroy();
        });
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({ status: response.statusCode ?? 0, ms: Math.round(performance.now() - startedAt) }),
        );
      },
    );
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`)), TIMEOUT_MS);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', (cause: NodeJS.ErrnoException) =>
      reject(new AppError('not-sent', `No answer from ${base.origin}: ${explain(cause)}.`, { cause })),
    );
    // The receiver must know the connection as ours before its first byte, so the body waits for the port.
    outgoing.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        connection.connected?.(socket.localPort ?? 0);
        outgoing.end(body);
      }),
    );
  });
}

function targetAt({ pathname, search }: URL, target: string): string {
  if (pathname === '/' && search === '') return target;
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const join = search === '' ? '?' : '&';
  return query === '' ? `${pathname}${search}` : `${pathname}${search}${join}${query}`;
}

function explain({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
      return 'there is no such host';
    case 'ABORT_ERR':
      return 'it was stopped before one came';
    case 'ECONNRESET':
      return 'the connection was closed before an answer';
    default:
      return message === '' ? (code ?? 'the connection failed') : message;
  }
}
