import { randomUUID } from 'node:crypto';

import type { Encoding, Signing } from '../../shared/vonage/simulation.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import type { OutgoingWebhook } from '../domain/delivery.ts';
import { signSms, stringToSign } from '../signature/check-sms-signature.ts';
import { signJwt } from '../signature/sign-jwt.ts';
import type { Signers } from './signers.ts';

export interface Shape {
  readonly path: string;
  readonly encoding: Encoding;
  readonly signing: Signing;
}

/**
 * Encodes and signs a webhook as Vonage would send it now. Content that is text goes out as it is, as JSON. `isForged` signs with another
 * secret than the one that is right.
 */
export function makeRequest(
  content: Payload | string,
  { path, encoding, signing }: Shape,
  signers: Signers,
  isForged = false,
): OutgoingWebhook {
  const now = Math.floor(Date.now() / 1_000);
  const { method, query, type, body } =
    typeof content === 'string'
      ? asJson(content)
      : encode(signing === 'sms' ? signParameters(content, signers, now, isForged) : content, encoding);
  const rawHeaders = type === null ? [] : ['Content-Type', type];
  if (signing === 'jwt' && signers.jwt !== null) {
    const secret = isForged ? forge(signers.jwt.secret) : signers.jwt.secret;
    rawHeaders.push('Authorization', `Bearer ${signJwt(body, { ...signers.jwt, secret }, now)}`);
  }
  return { method, target: join(path, query), rawHeaders, body };
}

/** Adds what a signed webhook of the SMS API carries besides (vonage-webhooks, 7.2). */
function signParameters(payload: Payload, { sms, apiKey }: Signers, now: number, isForged: boolean): Payload {
  const named = apiKey === null ? payload : { 'api-key': apiKey, ...payload };
  if (sms === null) return named;
  const { sig: _earlier, ...rest } = named as Record<string, unknown>;
  const parameters = { ...rest, timestamp: String(now), nonce: randomUUID() };
  const sig = signSms(stringToSign(parameters, {}), sms.method, isForged ? forge(sms.secret) : sms.secret);
  return { ...parameters, sig };
}

function forge(secret: string | Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(secret), Buffer.from('-forged')]);
}

interface Encoded {
  readonly method: string;
  readonly query: string;
  readonly type: string | null;
  readonly body: Uint8Array;
}

function encode(payload: Payload, encoding: Encoding): Encoded {
  switch (encoding) {
    case 'json':
      return asJson(JSON.stringify(payload));
    case 'form':
      return {
        method: 'POST',
        query: '',
        type: 'application/x-www-form-urlencoded',
        body: Buffer.from(toParameters(payload)),
      };
    case 'get':
      return { method: 'GET', query: toParameters(payload), type: null, body: new Uint8Array(0) };
  }
}

function asJson(text: string): Encoded {
  return { method: 'POST', query: '', type: 'application/json', body: Buffer.from(text) };
}

/** Objects travel as their JSON, and null as the word (vonage-webhooks, 2.1). */
function toParameters(payload: Payload): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(payload)) {
    parameters.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return parameters.toString();
}

/** The address may have a query of its own. */
function join(path: string, query: string): string {
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
