import type { Reason, Verdict } from '../../shared/signature.ts';
import type { Decoded } from '../../shared/vonage/understand.ts';
import { headerValue } from '../domain/captured-request.ts';
import { decodeBody } from '../domain/decode-payload.ts';
import type { JwtOutcome } from './check-jwt.ts';
import { apiKeyOf, checkJwt, own } from './check-jwt.ts';
import type { SmsOutcome } from './check-sms-signature.ts';
import { checkSmsSignature } from './check-sms-signature.ts';
import type { KeyRing } from './key-ring.ts';
import { repeatedName } from './repeated-name.ts';

/** What of a captured request is checked. */
export interface SignedRequest {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  /** Microseconds since 1970; ages are counted from here, so that a verdict does not change while time passes. */
  readonly receivedAt: number;
}

export interface VerifySettings {
  /** In seconds. */
  readonly ageLimitS: number;
  /** Whether an age beyond the limit fails, or is a finding only. */
  readonly rejectOld: boolean;
}

export type Check =
  | { readonly scheme: 'jwt'; readonly outcome: JwtOutcome }
  | { readonly scheme: 'sms'; readonly outcome: SmsOutcome };

export interface Verification {
  readonly verdict: Verdict;
  /** Why it is not verified; null where it is. */
  readonly reason: Reason | null;
  /** The API key that the signature names; unproven unless verified. */
  readonly account: string | null;
  /** When it says it was signed, in milliseconds since 1970. */
  readonly signedAt: number | null;
  readonly check: Check;
}

const VERDICTS: { readonly [R in Reason]?: Verdict } = {
  missing_authorization: 'unsigned',
  sig_missing: 'unsigned',
  unknown_api_key: 'no-secret',
  sms_secret_missing: 'no-secret',
};
/** Beyond this JavaScript has no date. */
const LAST_DATE_MS = 8.64e15;

/**
 * Judges the signature of one webhook over its stored bytes.
 *
 * A token is looked at first. Where there is none the SMS API's `sig` counts, and is asked for where the webhook is of
 * that API.
 */
export function verifyWebhook(
  request: SignedRequest,
  parameters: Decoded,
  keyRing: KeyRing,
  settings: VerifySettings,
): Verification {
  const check = checkWebhook(request, parameters, keyRing, settings);
  const { reason } = check.outcome;
  return {
    verdict: reason === null ? 'verified' : (VERDICTS[reason] ?? 'failed'),
    reason,
    ...readClaims(check, parameters),
    check,
  };
}

function checkWebhook(request: SignedRequest, parameters: Decoded, keyRing: KeyRing, settings: VerifySettings): Check {
  const rules = {
    keyRing,
    now: Math.floor(request.receivedAt / 1_000_000),
    toleranceS: settings.ageLimitS,
    rejectOld: settings.rejectOld,
  };
  const authorization = headerValue(request.rawHeaders, 'authorization');
  if (parameters.type === 'parameters' && schemeOf(authorization, parameters) === 'sms') {
    return { scheme: 'sms', outcome: checkSmsSignature(parameters.payload, rules, () => repeatedName(request)) };
  }
  const outcome = checkJwt(
    { authorization, body: request.body, decodedBody: () => decodeBody(request.rawHeaders, request.body).bytes },
    // What Vonage puts there for a GET is not known: nothing, or the hash of nothing. There is no body to prove.
    {
      ...rules,
      requirePayloadHash: request.body.length > 0 || (request.method !== 'GET' && request.method !== 'HEAD'),
    },
  );
  return { scheme: 'jwt', outcome };
}

/** In which of the two ways a webhook is signed, or should be. */
export function schemeOf(authorization: string | null, parameters: Decoded): 'jwt' | 'sms' {
  return parameters.type === 'parameters' && !isBearer(authorization) && isSms(parameters.payload) ? 'sms' : 'jwt';
}

/** Other schemes are those of an address with a user name and password: an SMS webhook may have both. */
function isBearer(authorization: string | null): boolean {
  return authorization !== null && /^\s*bearer\b/i.test(authorization);
}

/** Signed in the way of the SMS API, or of its shape: there `sig` is what is missing, not a token. */
function isSms(payload: Readonly<Record<string, unknown>>): boolean {
  const sig = own(payload, 'sig');
  if (typeof sig === 'string' && sig !== '') return true;
  return own(payload, 'msisdn') !== undefined && own(payload, 'messageId') !== undefined;
}

function readClaims(check: Check, parameters: Decoded): Pick<Verification, 'account' | 'signedAt'> {
  if (check.scheme === 'jwt') {
    const { token } = check.outcome;
    if (token === null) return { account: null, signedAt: null };
    return { account: apiKeyOf(token), signedAt: toMs(own(token.claims, 'iat')) };
  }
  const payload = parameters.type === 'parameters' ? parameters.payload : {};
  const timestamp = own(payload, 'sig') === undefined ? undefined : own(payload, 'timestamp');
  return {
    account: check.outcome.apiKey,
    signedAt: toMs(typeof timestamp === 'string' && /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : timestamp),
  };
}

function toMs(seconds: unknown): number | null {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) * 1_000 <= LAST_DATE_MS)) return null;
  return Math.round(seconds * 1_000);
}
