import { createHmac, hash, timingSafeEqual } from 'node:crypto';

import type { JwtReason } from '../../shared/signature.ts';
import { hmacKey } from './hmac-key.ts';
import type { KeyRing, KeyRingAccount, Secret } from './key-ring.ts';
import { accountFor } from './key-ring.ts';

export interface JwtQuestion {
  /** The Authorization header as it came; null where there was none. */
  readonly authorization: string | null;
  /** The stored bytes. */
  readonly body: Uint8Array;
  /** The bytes without their Content-Encoding, made only where the stored ones do not fit; null where there is none. */
  readonly decodedBody: () => Uint8Array | null;
}

export interface JwtRules {
  readonly keyRing: KeyRing;
  /** Seconds since 1970 at which the webhook was captured. */
  readonly now: number;
  /** How far `iat` may be from `now`, in seconds, both ways and inclusive; null for any age. */
  readonly toleranceS: number | null;
  /** False: age alone is a finding, because retries and replays are old (vonage-webhooks, 6.5). */
  readonly rejectOld: boolean;
  readonly requirePayloadHash: boolean;
}

export type AgeFinding = 'iat_too_old' | 'iat_in_future';

/** Which bytes the body hash fits. `none`: there is no claim to compare, so the token proves nothing about the body. */
export type HashedBytes = 'received' | 'decoded' | 'none';

/** How far the check came. What it had not read by then is null. */
export interface JwtOutcome {
  /** Null where it passed. */
  readonly reason: JwtReason | null;
  readonly finding: AgeFinding | null;
  readonly token: Token | null;
  readonly account: KeyRingAccount | null;
  /** The one of the account's secrets that fits. */
  readonly secret: Secret | null;
  /** SHA-256 of the stored bytes in lower-case hex, once compared. */
  readonly bodyHash: string | null;
  readonly hashed: HashedBytes | null;
}

/** A token that has been read. Nothing in it is proven before the HMAC was compared. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signedPart: string;
  readonly signature: string;
}

const BEARER = /^bearer[ \t]+(\S+)$/i;
const SEGMENT = /^[\w-]*$/;

/** Checks a signed webhook. The order of the steps (vonage-webhooks, 6.4) decides which reason is given. */
export function checkJwt(question: JwtQuestion, rules: JwtRules): JwtOutcome {
  const authorization = question.authorization?.trim() ?? '';
  if (authorization === '') return stopped('missing_authorization', {});
  const [, text] = BEARER.exec(authorization) ?? [];
  if (text === undefined) return stopped('not_bearer', {});
  const token = readToken(text);
  if (token === null) return stopped('malformed_token', {});
  if (own(token.header, 'alg') !== 'HS256') return stopped('alg_not_allowed', { token });

  const account = accountFor(rules.keyRing, apiKeyOf(token));
  if (account === null || account.secrets.length === 0) return stopped('unknown_api_key', { token, account });
  const secret = account.secrets.find(({ bytes }) => isSignedWith(token, bytes)) ?? null;
  if (secret === null) return stopped('bad_signature', { token, account });

  const known = { token, account, secret };
  const { claims } = token;
  if (own(claims, 'iss') !== 'Vonage') return stopped('wrong_issuer', known);
  const iat = own(claims, 'iat');
  if (!isTime(iat)) return stopped('iat_missing', known);
  const finding = judgeAge(iat, rules);
  if (finding !== null && rules.rejectOld) return stopped(finding, { ...known, finding });
  const seen = { ...known, finding };
  const exp = own(claims, 'exp');
  if (exp !== undefined && !(isTime(exp) && exp > rules.now)) return stopped('expired', seen);
  const nbf = own(claims, 'nbf');
  if (nbf !== undefined && !(isTime(nbf) && nbf <= rules.now)) return stopped('not_yet_valid', seen);
  if (!isOfApplication(account, own(claims, 'application_id'))) return stopped('wrong_application', seen);
  return compareBody(question, rules, seen);
}

/** The key that names the account; null where the claim is missing or no text. */
export function apiKeyOf({ claims }: Token): string | null {
  const apiKey = own(claims, 'api_key');
  return typeof apiKey === 'string' ? apiKey : null;
}

/** Own properties only: the claims are a stranger's, and `constructor` must not be found on their prototype. */
export function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function readToken(text: string): Token | null {
  const first = text.indexOf('.');
  const second = text.indexOf('.', first + 1);
  if (first === -1 || second === -1) return null;
  const signature = text.slice(second + 1);
  // A third dot is in no alphabet, so four segments end here too.
  if (!SEGMENT.test(signature)) return null;
  const header = readSegment(text.slice(0, first));
  const claims = readSegment(text.slice(first + 1, second));
  if (header === null || claims === null) return null;
  return { header, claims, signedPart: text.slice(0, second), signature };
}

/**
 * Compares the signature as text, not as bytes: a decoder that forgives stray bits at the end would take tokens that
 * Vonage never wrote.
 */
export function isSignedWith({ signedPart, signature }: Token, secret: Uint8Array): boolean {
  const expected = createHmac('sha256', hmacKey(secret)).update(signedPart).digest('base64url');
  return isSameText(expected, signature);
}

export function isSameText(expected: string, given: string): boolean {
  if (expected.length !== given.length) return false;
  const bytes = Buffer.from(given, 'utf8');
  // Other than ASCII can be of the same length as text and not as bytes.
  return bytes.length === expected.length && timingSafeEqual(Buffer.from(expected, 'utf8'), bytes);
}

function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

function readSegment(segment: string): Record<string, unknown> | null {
  if (segment === '' || !SEGMENT.test(segment) || segment.length % 4 === 1) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    // Not JSON: the step that reads the token says so.
    return null;
  }
}

/** JSON has numbers that become Infinity. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function judgeAge(iat: number, { now, toleranceS }: JwtRules): AgeFinding | null {
  if (toleranceS === null) return null;
  if (now - iat > toleranceS) return 'iat_too_old';
  return iat - now > toleranceS ? 'iat_in_future' : null;
}

/** The claim is optional; webhooks of the account as a whole have none. */
function isOfApplication({ applicationIds }: KeyRingAccount, claim: unknown): boolean {
  if (applicationIds.length === 0 || claim === undefined) return true;
  return typeof claim === 'string' && applicationIds.includes(claim);
}

function compareBody(question: JwtQuestion, rules: JwtRules, seen: Partial<JwtOutcome> & { token: Token }): JwtOutcome {
  const claim = own(seen.token.claims, 'payload_hash');
  if (claim === undefined) {
    if (rules.requirePayloadHash) return stopped('payload_hash_missing', seen);
    return stopped(null, { ...seen, hashed: 'none' });
  }
  const bodyHash = sha256(question.body);
  if (claim === bodyHash) return stopped(null, { ...seen, bodyHash, hashed: 'received' });
  const decoded = question.decodedBody();
  if (decoded !== null && claim === sha256(decoded)) return stopped(null, { ...seen, bodyHash, hashed: 'decoded' });
  return stopped('payload_hash_mismatch', { ...seen, bodyHash });
}

const NOTHING: JwtOutcome = {
  reason: null,
  finding: null,
  token: null,
  account: null,
  secret: null,
  bodyHash: null,
  hashed: null,
};

function stopped(reason: JwtReason | null, known: Partial<JwtOutcome>): JwtOutcome {
  return { ...NOTHING, ...known, reason };
}
