import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

import { selfSigned } from './self-signed.ts';

/**
 * A developer's app as it should be, small: it verifies the token, takes each event once, and lets no late status undo
 * a final one. It shares no code with ours. On command it misbehaves.
 */
export interface SampleApp {
  readonly url: string;
  readonly port: number;
  /** All that arrived, in the order in which the requests were whole. */
  readonly arrivals: readonly Arrival[];
  /** The state of each message, by its id. */
  readonly states: ReadonlyMap<string, string>;
  /** What the next requests get in place of the right answer; null to behave. */
  misbehave(fault: Fault | null): void;
  /** Resolves once this many have arrived. */
  readonly received: (count: number) => Promise<void>;
  /** Hangs up on everybody and is gone, as after a crash. */
  readonly stop: () => Promise<void>;
}

interface Arrival {
  readonly method: string;
  readonly target: string;
  readonly messageId: string | null;
  readonly body: string;
  readonly webhook: number;
  readonly taken: 'taken' | 'repeated' | 'late' | 'refused' | 'misbehaved';
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }
  /** Answers right, but only when the promise of this request's message resolves. */
  | { readonly kind: 'slow'; readonly until: (messageId: string | null) => Promise<unknown> };

interface SampleAppOptions {
  /** Refuses webhooks that are not signed with it; null to take all. */
  readonly secret?: string | null;
  readonly secure?: boolean;
  readonly port?: number;
  /** What a voice answer webhook gets. */
  readonly ncco?: object;
}

const FINAL = new Set(['read', 'rejected', 'undeliverable', 'failed', 'expired']);

export async function startSampleApp({
  secret = null,
  secure = false,
  port = 0,
  ncco = [],
}: SampleAppOptions = {}): Promise<SampleApp> {
  const arrivals: Arrival[] = [];
  const states = new Map<string, string>();
  const seen = new Set<string>();
  const waiting: (() => void)[] = [];
  let fault: Fault | null = null;

  const take = (request: IncomingMessage, body: Buffer): Arrival['taken'] => {
    if (secret !== null && !isSigned(request.headers.authorization ?? '', body, secret)) return 'refused';
    const event = createHash('sha256').update(body).digest('hex');
    if (seen.has(event)) return 'repeated';
    seen.add(event);
    const { message_uuid: id, status } = parse(body);
    if (typeof id !== 'string' || typeof status !== 'string') return 'taken';
    if (FINAL.has(states.get(id) ?? '')) return 'late';
    states.set(id, status);
    return 'taken';
  };

  const respond: RequestListener = (request, response) => void handle(request, response);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const id = parse(body)['message_uuid'];
    const messageId = typeof id === 'string' ? id : null;
    const now = fault;
    const behaves = now === null || now.kind === 'slow';
    const taken = behaves ? take(request, body) : 'misbehaved';
    const webhook = Number(request.headers['x-webhook-inspector-webhook'] ?? 0);
    const { method = '', url: target = '' } = request;
    arrivals.push({ method, target, messageId, body: body.toString(), webhook, taken });
    for (const check of waiting) check();
    if (now?.kind === 'slow') await now.until(messageId);
    if (!behaves) return misbehave(now, response);
    if (taken === 'refused') return void response.writeHead(401).end();
    if (target.startsWith('/webhooks/answer')) {
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(ncco));
    }
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end(taken);
  };

  const server = secure ? createSecureServer(selfSigned(), respond) : createServer(respond);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  onTestFinished(stop);
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `${secure ? 'https' : 'http'}://localhost:${listening}`,
    port: listening,
    arrivals,
    states,
    misbehave(next) {
      fault = next;
    },
    received: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (arrivals.length >= count) resolve();
        };
        waiting.push(check);
        check();
      }),
    stop,
  };
}

function misbehave(fault: Exclude<Fault, { kind: 'slow' }>, response: ServerResponse): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status).end();
      return;
    case 'redirect':
      response.writeHead(302, { Location: fault.location }).end();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silence':
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    // A form, or nothing: such webhooks have no message in this app.
    return {};
  }
}

function isSigned(authorization: string, body: Buffer, secret: string): boolean {
  const [header = '', claims = '', signature = ''] = authorization.replace(/^Bearer /i, '').split('.');
  const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const { payload_hash: hash } = parse(Buffer.from(claims, 'base64url'));
  return hash === createHash('sha256').update(body).digest('hex');
}
