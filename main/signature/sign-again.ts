import type { Payload } from '../../shared/vonage/understanding.ts';
import { AppError } from '../../shared/reply.ts';
import type { SmsMethod } from '../../shared/signature.ts';
import { headerValue, pathOf, queryOf } from '../domain/captured-request.ts';
import { decodeBody, decodePayload } from '../domain/decode-payload.ts';
import type { OutgoingWebhook } from '../domain/delivery.ts';
import { apiKeyOf, checkJwt, own } from './check-jwt.ts';
import { checkSmsSignature, signSms, stringToSign } from './check-sms-signature.ts';
import type { KeyRing } from './key-ring.ts';
import { accountFor, findSigner, smsSecretsOf } from './key-ring.ts';
import { setFormParameter, setJsonParameter } from './parameters-text.ts';
import { repeatedName } from './repeated-name.ts';
import { signClaims, signJwt } from './sign-jwt.ts';
import { schemeOf } from './verify-webhook.ts';

/**
 * Signs a webhook as Vonage would now: by a token with a fresh `iat`, `jti` and body hash, or by `sig` with a fresh
 * `timestamp`. The secret is the newest of the account that the webhook names. `now` in seconds.
 */
export function signAgain(webhook: OutgoingWebhook, keyRing: KeyRing, now: number): OutgoingWebhook {
  const { parameters } = decodePayload(webhook);
  const authorization = headerValue(webhook.rawHeaders, 'authorization');
  return parameters.type === 'parameters' && schemeOf(authorization, parameters) === 'sms'
    ? signSmsAgain(webhook, parameters.payload, keyRing, now)
    : signTokenAgain(webhook, authorization, keyRing, now);
}

/** Takes the token or `sig` out, and nothing else: an Authorization of another scheme is not Vonage's signature. */
export function removeSignature(webhook: OutgoingWebhook): OutgoingWebhook {
  const { parameters } = decodePayload(webhook);
  const authorization = headerValue(webhook.rawHeaders, 'authorization');
  if (parameters.type === 'parameters' && schemeOf(authorization, parameters) === 'sms') {
    return own(parameters.payload, 'sig') === undefined ? webhook : setParameters(webhook, { sig: null });
  }
  const rawHeaders: string[] = [];
  for (let index = 0; index + 1 < webhook.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = webhook.rawHeaders.slice(index, index + 2);
    if (!(name.toLowerCase() === 'authorization' && /^\s*bearer\b/i.test(value))) rawHeaders.push(name, value);
  }
  return { ...webhook, rawHeaders };
}

function signTokenAgain(
  webhook: OutgoingWebhook,
  authorization: string | null,
  keyRing: KeyRing,
  now: number,
): OutgoingWebhook {
  const { body, rawHeaders } = webhook;
  const rules = { keyRing, now, toleranceS: null, rejectOld: false, requirePayloadHash: false };
  const { token } = checkJwt({ authorization, body, decodedBody: () => null }, rules);
  const written = (text: string): OutgoingWebhook => ({
    ...webhook,
    rawHeaders: setHeader(rawHeaders, 'Authorization', `Bearer ${text}`),
  });
  if (token === null) {
    const signer = findSigner(keyRing);
    if (signer === null) throw noSecret(null);
    return written(signJwt(body, signer, now));
  }
  const apiKey = apiKeyOf(token);
  const secret = accountFor(keyRing, apiKey)?.secrets.at(-1);
  if (secret === undefined) throw noSecret(apiKey);
  return written(signClaims(token.claims, body, secret.bytes, now));
}

function signSmsAgain(webhook: OutgoingWebhook, payload: Payload, keyRing: KeyRing, now: number): OutgoingWebhook {
  const before = checkSmsSignature(payload, { keyRing, now, toleranceS: null, rejectOld: false }, () => null);
  const key = own(payload, 'api-key');
  const apiKey = typeof key === 'string' && key !== '' ? key : null;
  const account = accountFor(keyRing, apiKey);
  const secret = account === null ? undefined : smsSecretsOf(account).at(-1);
  if (account === null || secret === undefined) throw noSecret(apiKey);
  const sig = own(payload, 'sig');
  const isFirst = sig === undefined || sig === '';
  const hasTimestamp = own(payload, 'timestamp') !== undefined;
  const fresh = isFirst || hasTimestamp ? setParameters(webhook, { timestamp: String(now) }) : webhook;
  const { parameters } = decodePayload(fresh);
  if (parameters.type !== 'parameters') throw new Error('a parameter was set and can’t be read again');
  const method = account.smsMethod ?? before.method ?? methodOfLength(typeof sig === 'string' ? sig.length : 0);
  const text = stringToSign(parameters.payload, { withoutEmpty: before.withoutEmpty });
  const signed = setParameters(fresh, { sig: signSms(text, method, secret.bytes) });
  const repeated = repeatedName(signed);
  if (repeated !== null) throw twice(repeated);
  return signed;
}

/** Of the two methods with 32 digits the hash is the older and usual one (vonage-webhooks, 7.6). */
function methodOfLength(length: number): SmsMethod {
  const methods: Readonly<Record<number, SmsMethod>> = { 40: 'sha1', 64: 'sha256', 128: 'sha512' };
  return methods[length] ?? 'md5hash';
}

/**
 * Where the parameters are: in the body, JSON or form, or in the query where there is no body. A `sig` in the query
 * beside such a body goes: it is as old as the other.
 */
function setParameters(webhook: OutgoingWebhook, values: Readonly<Record<string, string | null>>): OutgoingWebhook {
  if (decodeBody(webhook.rawHeaders, webhook.body).bytes !== null) {
    throw new AppError(
      'compressed-body',
      'The body is compressed, and its signature is a parameter in there. It can only be kept as it is.',
    );
  }
  // One character a byte: what is changed is ASCII, and all else stays as it is, whatever the charset.
  const text = Buffer.from(webhook.body).toString('latin1');
  if (text === '') return { ...webhook, target: withQuery(webhook.target, values) };
  const set = JSON_START.test(text) ? setJsonParameter : setFormParameter;
  return {
    ...webhook,
    target: hasSig(webhook.target) ? withQuery(webhook.target, { sig: null }) : webhook.target,
    body: Buffer.from(setAll(text, values, set), 'latin1'),
  };
}

/** Behind the bytes of a byte order mark, too. */
const JSON_START = /^(?:\u00ef\u00bb\u00bf)?[\u0000-\u0020]*\{/; // eslint-disable-line no-control-regex -- as decodePayload reads it

function hasSig(target: string): boolean {
  return new URLSearchParams(queryOf(target)).has('sig');
}

function withQuery(target: string, values: Readonly<Record<string, string | null>>): string {
  const query = setAll(queryOf(target), values, setFormParameter);
  return query === '' ? pathOf(target) : `${pathOf(target)}?${query}`;
}

function setAll(text: string, values: Readonly<Record<string, string | null>>, set: typeof setFormParameter): string {
  return Object.entries(values).reduce((result, [name, value]) => set(result, name, value), text);
}

/** In the place of the first of this name; others go. */
function setHeader(rawHeaders: readonly string[], name: string, value: string): string[] {
  const result: string[] = [];
  let isSet = false;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [header = '', old = ''] = rawHeaders.slice(index, index + 2);
    if (header.toLowerCase() !== name.toLowerCase()) result.push(header, old);
    else if (!isSet) {
      result.push(header, value);
      isSet = true;
    }
  }
  return isSet ? result : [...result, name, value];
}

function twice(name: string): AppError {
  return new AppError(
    'repeated-parameter',
    `“${name}” is there twice, and apps disagree on which one counts, so no signature fits. Take one out, or keep or remove the signature.`,
  );
}

function noSecret(apiKey: string | null): AppError {
  const whose = apiKey === null ? 'that could sign this webhook' : `for the API key ${apiKey}`;
  return new AppError(
    'no-secret',
    `There is no secret ${whose}. Add it to an account, or keep or remove the signature.`,
  );
}
