import type { Decoded } from '../../shared/vonage/understand.ts';
import { headerValue } from '../domain/captured-request.ts';
import type { Cause } from './causes/cause.ts';
import { findSignedBody } from './causes/find-signed-body.ts';
import { nameBodyChanges } from './causes/name-body-changes.ts';
import { guessSecrets } from './causes/secret-causes.ts';
import { findSmsCauses } from './causes/sms-causes.ts';
import { guessTokens } from './causes/token-causes.ts';
import type { JwtOutcome } from './check-jwt.ts';
import { isSignedWith, own } from './check-jwt.ts';
import { findSmsAge } from './check-sms-signature.ts';
import type { KeyRing } from './key-ring.ts';
import type { SignedRequest, Verification, VerifySettings } from './verify-webhook.ts';
import { verifyWebhook } from './verify-webhook.ts';

export interface Diagnosis {
  readonly causes: readonly Cause[];
  /** The body that was signed, where it was found. */
  readonly signedBody: Uint8Array | null;
}

interface Trial {
  readonly request: SignedRequest;
  readonly parameters: Decoded;
  readonly keyRing: KeyRing;
  readonly settings: VerifySettings;
}

/** Secret, token and body can each be wrong in one webhook; more than that together is nothing that happens. */
const MOST_CAUSES_IN_A_ROW = 3;

/**
 * Looks for what would make a failed check pass, and gives it only where with all of it undone the whole check really
 * passes. A cause that repairs one step and leaves the next one failing is no cause.
 */
export function findCauses(trial: Trial, depth = 0): Diagnosis | null {
  const verification = verifyWebhook(trial.request, trial.parameters, trial.keyRing, trial.settings);
  if (verification.verdict === 'verified') return { causes: [], signedBody: null };
  if (depth >= MOST_CAUSES_IN_A_ROW) return null;
  const { check } = verification;
  if (check.scheme === 'sms') return findForSms(trial, verification);
  switch (check.outcome.reason) {
    case 'missing_authorization':
    case 'not_bearer':
    case 'malformed_token':
      return findByToken(trial, depth);
    case 'unknown_api_key':
    case 'bad_signature':
      return findBySecret(trial, check.outcome, depth) ?? findByToken(trial, depth);
    case 'payload_hash_mismatch':
      return findByBody(trial.request, check.outcome);
    case 'alg_not_allowed':
      return findByToken(trial, depth);
    case 'wrong_issuer':
    case 'iat_missing':
    case 'iat_too_old':
    case 'iat_in_future':
    case 'expired':
    case 'not_yet_valid':
    case 'wrong_application':
    case 'payload_hash_missing':
    case null:
      // The step says all that there is to say; nothing that was mangled on the way.
      return null;
  }
}

function findForSms(
  { request, parameters, keyRing, settings }: Trial,
  { reason, check }: Verification,
): Diagnosis | null {
  if (check.scheme !== 'sms' || parameters.type !== 'parameters') return null;
  if (reason === 'sig_missing') return findByToken({ request, parameters, keyRing, settings }, 1);
  if (reason !== 'bad_sig' && reason !== 'sms_secret_missing') return null;
  const rules = {
    keyRing,
    ...settings,
    now: Math.floor(request.receivedAt / 1_000_000),
    toleranceS: settings.ageLimitS,
  };
  // With the age failing as well, undoing the cause would not make the check pass.
  if (settings.rejectOld && findSmsAge(parameters.payload, rules) !== null) return null;
  const causes = findSmsCauses(request, parameters.payload, keyRing, check.outcome.account);
  return causes === null || causes.length === 0 ? null : { causes, signedBody: null };
}

function findByToken(trial: Trial, depth: number): Diagnosis | null {
  const current = headerValue(trial.request.rawHeaders, 'authorization');
  for (const { authorization, cause } of guessTokens(trial.request)) {
    if (authorization === current) continue;
    const rawHeaders = ['Authorization', authorization, ...withoutAuthorization(trial.request.rawHeaders)];
    const diagnosis = findCauses({ ...trial, request: { ...trial.request, rawHeaders } }, depth + 1);
    if (diagnosis !== null) return { ...diagnosis, causes: [cause, ...diagnosis.causes] };
  }
  return null;
}

function findBySecret(trial: Trial, { token, account }: JwtOutcome, depth: number): Diagnosis | null {
  if (token === null) return null;
  const guess = guessSecrets(trial.keyRing, account, false).find(({ key }) => isSignedWith(token, key));
  if (guess === undefined) return null;
  const secrets = [{ label: 'guess', bytes: guess.key }];
  const keyRing: KeyRing = { byKey: new Map(), fallback: { ...guess.account, apiKey: null, secrets } };
  const diagnosis = findCauses({ ...trial, keyRing }, depth + 1);
  return diagnosis === null ? null : { ...diagnosis, causes: [...guess.causes, ...diagnosis.causes] };
}

function findByBody({ body }: SignedRequest, { token, bodyHash }: JwtOutcome): Diagnosis | null {
  const claim = token === null ? undefined : own(token.claims, 'payload_hash');
  if (typeof claim !== 'string' || bodyHash === null) return null;
  const spelled = spellHash(claim);
  if (spelled === null) return null;
  const spelling = spelled.cause === null ? [] : [spelled.cause];
  if (spelled.hex === bodyHash) return { causes: spelling, signedBody: null };
  const signedBody = findSignedBody(body, spelled.hex);
  if (signedBody === null) return null;
  return { causes: [...spelling, ...nameBodyChanges(signedBody, body)], signedBody };
}

/** The hash in lower-case hex, from whatever spelling the signer chose. */
function spellHash(claim: string): { hex: string; cause: Cause | null } | null {
  const text = claim.trim();
  if (/^[\da-f]{64}$/.test(claim)) return { hex: claim, cause: null };
  if (/^[\da-f]{64}$/i.test(claim)) {
    return {
      hex: claim.toLowerCase(),
      cause: { name: 'hash-upper-case', sentence: 'payload_hash is in capital letters; Vonage writes small ones.' },
    };
  }
  if (/^[\w+/-]{43}=?$/.test(text)) {
    const bytes = Buffer.from(text, 'base64');
    return {
      hex: bytes.toString('hex'),
      cause: { name: 'hash-base64', sentence: 'payload_hash is in base64; Vonage writes hex.' },
    };
  }
  return null;
}

function withoutAuthorization(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'authorization')
      kept.push(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return kept;
}
