import type { Target } from '../../shared/contract/deliveries.ts';
import { headerValue } from '../domain/captured-request.ts';
import type { OutgoingWebhook, SentRequest } from '../domain/delivery.ts';

/** Between two neighbours on the way only (RFC 9110, 7.6.1 and 11.7), besides those that `Connection` names. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // Whoever expected a 100 has had it from the receiver, and the body is here.
  'expect',
]);

/** Begins the names of the headers that say what a delivery is; those of another inspector on the way give way. */
const MARK = 'x-webhook-inspector-';

/** Where from the headers of a delivery tell that it is one. */
export interface Marks {
  /** Null where the webhook has no number yet, because the answer to Vonage waits for this delivery. */
  readonly webhookId: number | null;
  readonly way: string;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
}

/** What `outgoingRequest` has to know of a target. */
export type Addressing = Pick<Target, 'url' | 'path' | 'marks' | 'headers'>;

/**
 * Writes the head of a delivery: names, order, case and repeats of the headers stay, and so do method and query.
 *
 * Gone is what was meant for the connection to the receiver; changed are Host, Content-Length, and what the target has
 * set itself. New are the target's own headers, the marks, and the `Connection` that Node adds.
 */
export function outgoingRequest(webhook: OutgoingWebhook, target: Addressing, marks: Marks): SentRequest {
  const url = new URL(target.url);
  const added = [...target.headers.flat(), ...(target.marks ? markHeaders(marks) : [])];
  const replaced = namesOf(added);
  const named = connectionOptions(webhook.rawHeaders);
  const kept: string[] = [];
  eachHeader(webhook.rawHeaders, (name, value) => {
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower) || named.has(lower) || replaced.has(lower)) return;
    if (target.marks && lower.startsWith(MARK)) return;
    kept.push(name, value);
  });
  const withHost = replaced.has('host') ? kept : setOnce(kept, 'Host', url.host, 'first');
  const length = contentLength(webhook);
  const rawHeaders = length === null ? withHost : setOnce(withHost, 'Content-Length', length, 'last');
  return {
    method: webhook.method,
    url,
    target: targetOf(webhook, url, target.path),
    rawHeaders: [...rawHeaders, ...withoutLength(added)],
  };
}

/** A webhook that an inspector forwarded: forwarding it once more may send it in circles. */
export function wasForwarded(rawHeaders: readonly string[]): boolean {
  const way = headerValue(rawHeaders, `${MARK}delivery`);
  return way === 'forward' || way === 'pass-through';
}

/** Headers of an answer that concern whoever asked, in order. */
export function endToEndHeaders(rawHeaders: readonly string[]): string[] {
  const named = connectionOptions(rawHeaders);
  const kept: string[] = [];
  eachHeader(rawHeaders, (name, value) => {
    if (!HOP_BY_HOP.has(name.toLowerCase()) && !named.has(name.toLowerCase())) kept.push(name, value);
  });
  return kept;
}

function markHeaders({ webhookId, way, receivedAt }: Marks): string[] {
  const id = webhookId === null ? [] : ['X-Webhook-Inspector-Webhook', String(webhookId)];
  const at = new Date(Math.floor(receivedAt / 1_000)).toISOString();
  return ['X-Webhook-Inspector-Delivery', way, ...id, 'X-Webhook-Inspector-Received-At', at];
}

/** `OPTIONS *` asks for the server itself; every other target is a path, also where a proxy was told the whole URL. */
function targetOf({ target }: OutgoingWebhook, url: URL, path: Addressing['path']): string {
  if (target === '*' && path === 'keep') return target;
  const own = target.startsWith('/') ? target : pathOfAbsolute(target);
  const queryAt = own.indexOf('?');
  if (path === 'keep') {
    const base = url.pathname.replace(/\/$/, '');
    const whole = `${base}${own}`;
    return url.search === '' ? whole : `${whole}${queryAt === -1 ? '?' : '&'}${url.search.slice(1)}`;
  }
  const query = queryAt === -1 ? '' : own.slice(queryAt + 1);
  if (query === '') return `${url.pathname}${url.search}`;
  return `${url.pathname}${url.search === '' ? '?' : `${url.search}&`}${query}`;
}

/** What follows the authority of `http://host/path?query`. */
function pathOfAbsolute(target: string): string {
  const rest = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest === '*' ? '' : rest}`;
}

/** Null where there is no body and none was announced: a GET then stays as it was. */
function contentLength({ method, rawHeaders, body }: OutgoingWebhook): string | null {
  const announced = headerValue(rawHeaders, 'content-length') ?? headerValue(rawHeaders, 'transfer-encoding');
  const bodiless = method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'DELETE';
  return body.length === 0 && announced === null && bodiless ? null : String(body.length);
}

/** The first header of this name gets the value, others of it go; where there is none it is added. */
function setOnce(rawHeaders: readonly string[], name: string, value: string, place: 'first' | 'last'): string[] {
  const lower = name.toLowerCase();
  const result: string[] = [];
  let found = false;
  eachHeader(rawHeaders, (header, old) => {
    if (header.toLowerCase() !== lower) result.push(header, old);
    else if (!found) {
      found = true;
      result.push(header, value);
    }
  });
  if (found) return result;
  return place === 'first' ? [name, value, ...result] : [...result, name, value];
}

function connectionOptions(rawHeaders: readonly string[]): Set<string> {
  const names = new Set<string>();
  eachHeader(rawHeaders, (name, value) => {
    if (name.toLowerCase() !== 'connection') return;
    for (const option of value.split(',')) names.add(option.trim().toLowerCase());
  });
  // Never a reason to lose these, whatever somebody on the way has written.
  for (const endToEnd of ['host', 'content-length', 'authorization', 'content-type']) names.delete(endToEnd);
  return names;
}

/** A length that a person has written by hand may be wrong; then the next request would be read as a part of this. */
function withoutLength(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  eachHeader(rawHeaders, (name, value) => {
    if (!/^(content-length|transfer-encoding|connection)$/i.test(name)) kept.push(name, value);
  });
  return kept;
}

function namesOf(rawHeaders: readonly string[]): Set<string> {
  const names = new Set<string>();
  eachHeader(rawHeaders, (name) => names.add(name.toLowerCase()));
  names.delete('content-length');
  return names;
}

function eachHeader(rawHeaders: readonly string[], visit: (name: string, value: string) => void): void {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    visit(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
}
