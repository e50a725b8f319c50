import { setTimeout as wait } from 'node:timers/promises';

import { z } from 'zod';

import { AppError } from '../../shared/reply.ts';
import { Pace } from './pace.ts';
import type { Effect } from './vonage-error.ts';
import { refusal, VonageError } from './vonage-error.ts';

export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Where Vonage's APIs are: `VONAGE_API_URL` stands for both in tests. */
export interface VonageHosts {
  readonly api: string;
  readonly rest: string;
}

export interface VonageLimits {
  /** For one request with its answer. */
  readonly requestMs: number;
  /** The longest pause that Vonage's `Retry-After` is obeyed for; beyond it the request fails. */
  readonly longestWaitMs: number;
  /** How often a request may start. Vonage names no limit for these APIs; one a second is surely allowed. */
  readonly everyMs: number;
  /** The first pause before a request is repeated; the next ones are twice as long. */
  readonly firstWaitMs: number;
}

export interface VonageRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: string;
  /** Makes the body anew where it is sent again after a pause, in which somebody else may have changed the same. */
  readonly bodyAgain?: () => Promise<string>;
  readonly contentType?: string;
  /** Whether it only reads, and so can be repeated whatever happened. */
  readonly reads: boolean;
  /** Called each time right before it leaves. */
  readonly onSend?: () => void;
}

export const defaultVonageLimits: VonageLimits = {
  requestMs: 15_000,
  longestWaitMs: 10_000,
  everyMs: 1_000,
  firstWaitMs: 500,
};

const TRIES = 4;
const MOST_BYTES = 8 * 1_024 * 1_024;

/** Errors before anything was sent: the request can't have had an effect. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Reads the addresses of the APIs from the environment. Throws where it has one that can't be asked. */
export function vonageHosts(env: NodeJS.ProcessEnv): VonageHosts {
  const given = env['VONAGE_API_URL']?.replace(/\/+$/, '');
  if (!given) return { api: 'https://api.nexmo.com', rest: 'https://rest.nexmo.com' };
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new AppError('bad-vonage-url', `VONAGE_API_URL is no http or https address: ${given}`);
  }
  return { api: given, rest: given };
}

/** One account's way to Vonage's APIs: paced, bounded in time and size, and every failure a {@link VonageError}. */
export class VonageHttp {
  /** Key and secret, as they stand behind `Basic`. */
  readonly #credentials: string;
  readonly #secret: string;
  readonly #limits: VonageLimits;
  readonly #pace: Pace;

  constructor({ apiKey, apiSecret }: Credentials, limits: VonageLimits = defaultVonageLimits) {
    this.#credentials = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64');
    this.#secret = apiSecret;
    this.#limits = limits;
    this.#pace = new Pace(limits.everyMs);
  }

  /**
   * The text of a 2xx answer. What was refused for its pace alone is repeated, and so is what only reads where Vonage
   * has failed; a change is never repeated blindly, because somebody else may have changed the same meanwhile.
   */
  async send(request: VonageRequest, signal: AbortSignal): Promise<string> {
    let { body } = request;
    for (let tried = 1; ; tried += 1) {
      try {
        await this.#pace.turn(signal);
        request.onSend?.();
        return await this.#once(request, body, signal);
      } catch (error) {
        if (!(error instanceof VonageError)) throw stopped(signal, error);
        const again = error.code === 'vonage-busy' || (request.reads && error.isPassing);
        const pause = error.retryAfterMs ?? this.#limits.firstWaitMs * 2 ** (tried - 1);
        if (!again || tried === TRIES || pause > this.#limits.longestWaitMs) throw error;
        await wait(pause, undefined, { signal }).catch((cause: unknown) => {
          throw stopped(signal, cause);
        });
      }
      if (request.bodyAgain !== undefined) body = await request.bodyAgain();
    }
  }

  async #once(
    { method, url, contentType }: VonageRequest,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    const limit = AbortSignal.timeout(this.#limits.requestMs);
    try {
      const answer = await fetch(url, {
        method,
        // Followed, it would carry the API secret to somebody else.
        redirect: 'manual',
        signal: AbortSignal.any([signal, limit]),
        headers: {
          authorization: `Basic ${this.#credentials}`,
          accept: 'application/json',
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await readText(answer);
      if (answer.ok) return text;
      throw refusal(answer.status, this.#withoutSecret(detailOf(text)), retryAfter(answer.headers.get('retry-after')));
    } catch (error) {
      if (error instanceof VonageError) throw error;
      if (signal.aborted) throw stopped(signal, error);
      if (limit.aborted) throw slow(this.#limits.requestMs);
      throw unreachable(new URL(url).host, error);
    }
  }

  /** Vonage does not repeat it, but what stands in front of Vonage might. */
  #withoutSecret(text: string): string {
    return text.replaceAll(this.#secret, '[API secret]').replaceAll(this.#credentials, '[API secret]');
  }
}

async function readText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw notUnderstood('its answer is too long', 'unknown');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw notUnderstood('its answer is no UTF-8', 'unknown');
  }
}

/** An answer in a form that we don't know. Nothing is changed on the strength of a guess. */
export function notUnderstood(why: string, effect: Effect = 'not-done'): VonageError {
  return new VonageError(
    'vonage-not-understood',
    `Vonage’s API gave an answer that can’t be understood: ${why}.`,
    effect,
  );
}

const problem = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  'error-code-label': z.string().optional(),
  invalid_parameters: z.array(z.looseObject({ name: z.string(), reason: z.string() })).optional(),
});

/** What the answer says about itself, in the forms of both APIs; empty where it says nothing readable. */
function detailOf(text: string): string {
  const parsed = problem.safeParse(parseJson(text));
  if (!parsed.success) return '';
  const { title, detail, 'error-code-label': label, invalid_parameters: invalid = [] } = parsed.data;
  const parameters = invalid.map(({ name, reason }) => `${name}: ${reason}`);
  return [detail ?? title, label, ...parameters].filter((part) => part !== undefined && part !== '').join('; ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a gateway, most likely: it has no words for a person.
    return null;
  }
}

/** Seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function stopped(signal: AbortSignal, error: unknown): unknown {
  return signal.aborted
    ? new VonageError(
        'vonage-stopped',
        'The request to Vonage was given up, because the app had no more time for it.',
        'unknown',
      )
    : error;
}

function slow(ms: number): VonageError {
  return new VonageError(
    'vonage-slow',
    `Vonage’s API has not answered for ${Math.round(ms / 1_000)} seconds.`,
    'unknown',
  );
}

function unreachable(host: string, error: unknown): VonageError {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  const code = typeof cause?.code === 'string' ? cause.code : null;
  const told = code === null ? '' : ` (${code})`;
  return code !== null && NEVER_SENT.has(code)
    ? new VonageError('vonage-unreachable', `${host} can’t be reached${told}. Is this computer online?`, 'not-done')
    : new VonageError('vonage-cut', `The connection to ${host} broke before it had answered${told}.`, 'unknown');
}
