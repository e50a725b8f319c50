import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';
import { z } from 'zod';

import type { CoreOptions } from '../../main/core.ts';

export const API_KEY = 'a1b2c3d4';
export const API_SECRET = 'Abcdef0123456789';

/** What happens to one request instead of the usual. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
      /** What somebody else does at that moment. */
      readonly meanwhile?: () => void;
    }
  /** The connection breaks, before or after the request has taken effect. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** It takes effect, or not yet, and then nothing happens until `released`. */
  | { readonly kind: 'hold'; readonly when: 'before' | 'after'; readonly released: Promise<void> }
  /** It is answered as if it had taken effect. */
  | { readonly kind: 'ignored' };

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

interface Settings {
  mo: string;
  dr: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

const webhookUrl = z.looseObject({ address: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional() });
const body = z.looseObject({
  name: z.string().min(1),
  capabilities: z
    .record(z.string(), z.looseObject({ webhooks: z.record(z.string(), webhookUrl).optional() }))
    .optional(),
});

/** Vonage's Applications API and account settings over real HTTP, with the faults that a test asks for. */
export class FakeVonage {
  /** Each application's JSON, as its account would get it. */
  readonly applications = new Map<string, string>();
  readonly settings: Settings = { mo: '', dr: '' };
  /** Addresses that Vonage calls before it takes them, and that do not answer 200. */
  readonly deadAddresses = new Set<string>();
  readonly asked: Asked[] = [];
  url = '';
  readonly #faults: { readonly method: string; readonly after: number; readonly fault: Fault }[] = [];
  #waiting: { readonly count: number; readonly reached: () => void }[] = [];

  /** Does this to the next request of that method, or to the one after `after` of them. */
  next(method: 'GET' | 'PUT' | 'POST', fault: Fault, after = 0): void {
    this.#faults.push({ method, fault, after: this.#count(method) + after });
  }

  /** Resolves once this many requests have come, from now on. */
  reached(more: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count: this.asked.length + more, reached: resolve });
    });
  }

  /** An application of the account; `capabilities` is JSON text. */
  add(id: string, name: string, capabilities: string): void {
    this.applications.set(
      id,
      `{ "id": ${JSON.stringify(id)}, "name": ${JSON.stringify(name)},  "capabilities": ${capabilities}, ` +
        `"keys": {"public_key": "-----BEGIN PUBLIC KEY-----\\n1\\n"}, "privacy": {"improve_ai": false}, ` +
        `"x_counter": 12345678901234567890, "x_ratio": 1.0, "_links": {"self": {"href": "/v2/applications/${id}"}} }`,
    );
  }

  /** What the account has of an application besides what Vonage adds to its answers. */
  own(id: string): string {
    return (this.applications.get(id) ?? '')
      .replace(/"id": *"[^"]*", */, '')
      .replace(/, *"_links": *\{.*\} *\}$/, ' }');
  }

  /** Somebody else changes it. */
  edit(id: string, change: (text: string) => string): void {
    this.applications.set(id, change(this.applications.get(id) ?? ''));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: target = '', headers } = request;
    const one = { method, target, authorization: headers.authorization, body: Buffer.concat(chunks).toString() };
    const fault = this.#faultOf(method);
    this.asked.push(one);
    if (fault?.kind === 'answer') {
      fault.meanwhile?.();
      return reply(response, { body: '', ...fault });
    }
    if (fault?.kind === 'cut' && fault.when === 'before') return void response.destroy();
    if (fault?.kind === 'hold' && fault.when === 'before') {
      this.#tellReached();
      await fault.released;
    }
    const kept = new Map(this.applications);
    const answer = this.#answer(one, headers['content-type']);
    if (fault?.kind === 'ignored') for (const [id, text] of kept) this.applications.set(id, text);
    this.#tellReached();
    if (fault?.kind === 'hold' && fault.when === 'after') await fault.released;
    if (fault?.kind === 'cut') return void response.destroy();
    reply(response, answer);
  }

  #answer(asked: Asked, contentType: string | undefined): Answer {
    const expected = `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}`;
    const url = new URL(asked.target, 'http://fake');
    if (asked.authorization !== expected)
      return problem(401, 'Unauthorized', 'You did not provide correct credentials.');
    if (asked.method === 'POST' && url.pathname === '/account/settings')
      return this.#set(new URLSearchParams(asked.body));
    if (asked.method === 'GET' && url.pathname === '/v2/applications') return this.#page(url.searchParams);
    const id = /^\/v2\/applications\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '';
    const found = this.applications.get(id);
    if (found === undefined) return problem(404, 'Not Found', 'The requested resource was not found.');
    if (asked.method === 'GET') return { status: 200, body: found };
    if (asked.method !== 'PUT') return problem(405, 'Method Not Allowed', '');
    if (contentType !== 'application/json') return problem(415, 'Unsupported Media Type', '');
    return this.#put(id, asked.body);
  }

  #put(id: string, text: string): Answer {
    const parsed = body.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const invalid = [{ name: issue?.path.join('.'), reason: issue?.message }];
      return problem(422, 'Unprocessable Entity', 'The request body did not validate.', {
        invalid_parameters: invalid,
      });
    }
    const inner = text.trim().slice(1, -1).trim();
    const stored = `{ "id": ${JSON.stringify(id)}, ${inner}, "_links": {"self": {"href": "/v2/applications/${id}"}} }`;
    this.applications.set(id, stored);
    return { status: 200, body: stored };
  }

  #page(query: URLSearchParams): Answer {
    const size = Number(query.get('page_size') ?? 10);
    const page = Number(query.get('page') ?? 1);
    if (!(size >= 1 && size <= 100 && page >= 1))
      return problem(400, 'Bad Request', 'page_size must be from 1 to 100.');
    const all = [...this.applications.values()];
    const pages = Math.ceil(all.length / size);
    const applications = all.slice((page - 1) * size, page * size).join(', ');
    return {
      status: 200,
      body: `{"page_size": ${size}, "page": ${page}, "total_items": ${all.length}, "total_pages": ${pages}, "_embedded": {"applications": [${applications}]}}`,
    };
  }

  #set(form: URLSearchParams): Answer {
    for (const value of form.values()) {
      if (this.deadAddresses.has(value)) {
        return {
          status: 420,
          body: JSON.stringify({
            'error-code': '420',
            'error-code-label': `Callback URL is not returning a 200 response: ${value}`,
          }),
        };
      }
    }
    this.settings.mo = form.get('moCallBackUrl') ?? this.settings.mo;
    this.settings.dr = form.get('drCallBackUrl') ?? this.settings.dr;
    return {
      status: 200,
      body: JSON.stringify({
        'mo-callback-url': this.settings.mo,
        'dr-callback-url': this.settings.dr,
        'max-outbound-request': 30,
        'max-inbound-request': 30,
        'max-calls-per-second': 3,
      }),
    };
  }

  #faultOf(method: string): Fault | undefined {
    const index = this.#faults.findIndex((one) => one.method === method && one.after <= this.#count(method));
    return index === -1 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
  }

  #count(method: string): number {
    return this.asked.filter((one) => one.method === method).length;
  }

  #tellReached(): void {
    for (const { count, reached } of this.#waiting) if (this.asked.length >= count) reached();
    this.#waiting = this.#waiting.filter(({ count }) => this.asked.length < count);
  }
}

/** Holds a request until it is released. */
export function aHold(when: 'before' | 'after'): { readonly fault: Fault; readonly release: () => void } {
  const gate = new EventEmitter();
  const released = once(gate, 'open').then(() => {});
  return { fault: { kind: 'hold', when, released }, release: () => void gate.emit('open') };
}

/** Starts one for the test, on a free port. */
export async function startFakeVonage(): Promise<FakeVonage> {
  const fake = new FakeVonage();
  const server = createServer((request, response) => {
    fake.handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fake;
}

/** What has the core ask this fake, with an account that may. */
export function onFake({ url }: FakeVonage): Required<Pick<CoreOptions, 'vonage' | 'vonageCredentials'>> {
  return { vonage: { api: url, rest: url }, vonageCredentials: { apiKey: API_KEY, apiSecret: API_SECRET } };
}

function problem(status: number, title: string, detail: string, more: object = {}): Answer {
  return { status, body: JSON.stringify({ type: 'https://developer.vonage.com/api-errors', title, detail, ...more }) };
}

function reply(response: ServerResponse, { status, headers = {}, body: text }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}
