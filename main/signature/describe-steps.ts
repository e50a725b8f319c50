import { formatSpan } from '../../shared/format.ts';
import type { Reason, Step, StepName, StepState } from '../../shared/signature.ts';
import { JWT_STEPS, SMS_STEPS, STEP_TITLES } from '../../shared/signature.ts';
import { apiKeyOf, own } from './check-jwt.ts';
import type { JwtOutcome } from './check-jwt.ts';
import type { SmsOutcome } from './check-sms-signature.ts';
import type { Check, VerifySettings } from './verify-webhook.ts';

/** At which step each reason ends the check. */
const STEP_OF: Readonly<Record<Reason, StepName>> = {
  missing_authorization: 'token',
  not_bearer: 'scheme',
  malformed_token: 'parse',
  alg_not_allowed: 'algorithm',
  unknown_api_key: 'secret',
  bad_signature: 'hmac',
  wrong_issuer: 'issuer',
  iat_missing: 'issued-at',
  iat_too_old: 'age',
  iat_in_future: 'age',
  expired: 'validity',
  not_yet_valid: 'validity',
  wrong_application: 'application',
  payload_hash_missing: 'body',
  payload_hash_mismatch: 'body',
  sig_missing: 'sig',
  sms_secret_missing: 'secret',
  bad_sig: 'hmac',
  timestamp_missing: 'age',
  timestamp_too_old: 'age',
  timestamp_in_future: 'age',
};

/** Every step of a check with what became of it, in words. Tells keys and labels, never a secret. */
export function describeSteps(check: Check, now: number, settings: VerifySettings): Step[] {
  const names: readonly StepName[] = check.scheme === 'jwt' ? JWT_STEPS : SMS_STEPS;
  const { reason, finding } = check.outcome;
  const end = reason === null ? names.length : names.indexOf(STEP_OF[reason]);
  return names.map((name, index) => {
    const state: StepState =
      index > end ? 'not-reached' : index === end ? 'fail' : name === 'age' && finding !== null ? 'finding' : 'pass';
    if (state === 'not-reached') return { name, state, sentence: `${STEP_TITLES[name]}: not reached.` };
    const sentence =
      check.scheme === 'jwt'
        ? tellJwt(name, state, check.outcome, now, settings)
        : tellSms(name, state, check.outcome, settings);
    return { name, state, sentence };
  });
}

function tellJwt(
  name: StepName,
  state: StepState,
  { reason, token, account, secret, hashed, finding }: JwtOutcome,
  now: number,
  { ageLimitS }: VerifySettings,
): string {
  const passed = state !== 'fail';
  const key = token === null ? null : apiKeyOf(token);
  const claim = (claimName: string): string => show(token === null ? undefined : own(token.claims, claimName));
  switch (name) {
    case 'token':
      return passed ? 'There is an Authorization header.' : 'There is no Authorization header, or it is empty.';
    case 'scheme':
      return passed ? 'It is a bearer token.' : 'The Authorization header is not “Bearer” and one token.';
    case 'parse':
      return passed
        ? 'The token has three parts, and its header and claims are JSON objects.'
        : 'The token is not three base64url parts with a JSON object in each of the first two.';
    case 'algorithm':
      return passed
        ? 'The algorithm is HS256.'
        : `The algorithm is ${show(token === null ? undefined : own(token.header, 'alg'))}; only HS256 is allowed.`;
    case 'secret':
      if (!passed)
        return key === null
          ? 'The token names no API key, and there is no default account.'
          : `No secret is stored for the API key ${show(key)}.`;
      return account?.apiKey === null
        ? `The default account “${account.label}” is used${key === null ? '' : ` for the API key ${show(key)}`}.`
        : `The API key ${show(key)} belongs to the account “${account?.label ?? ''}”.`;
    case 'hmac':
      return passed
        ? `The signature was made with the secret “${secret?.label ?? ''}”.`
        : `The signature was not made with ${account?.secrets.length === 1 ? 'the secret' : `any of the ${account?.secrets.length ?? 0} secrets`} of the account “${account?.label ?? ''}”.`;
    case 'issuer':
      return passed ? 'The issuer is Vonage.' : `The issuer is ${claim('iss')}, not “Vonage”.`;
    case 'issued-at':
      return passed
        ? 'The token says when it was signed.'
        : `The token does not say when it was signed: iat is ${claim('iat')}.`;
    case 'age':
      return tellAge(token === null ? undefined : own(token.claims, 'iat'), now, ageLimitS, finding !== null);
    case 'validity':
      if (passed) return 'The token has not expired.';
      return reason === 'expired'
        ? `The token had expired: exp is ${claim('exp')}.`
        : `The token was not valid yet: nbf is ${claim('nbf')}.`;
    case 'application':
      return passed
        ? account === null || account.applicationIds.length === 0
          ? 'Any application of the account is accepted.'
          : 'The application is one of the account, or none is named.'
        : `The application ${claim('application_id')} is none of those of the account.`;
    case 'body':
      if (!passed) {
        return reason === 'payload_hash_missing'
          ? 'The token has no payload_hash, so nothing proves the body.'
          : 'payload_hash is not the SHA-256 of the body as it arrived.';
      }
      if (hashed === 'none') return 'The token has no payload_hash and there is no body to prove.';
      return hashed === 'decoded'
        ? 'payload_hash is the SHA-256 of the body after its Content-Encoding was undone.'
        : 'payload_hash is the SHA-256 of the body as it arrived.';
    case 'sig':
      return '';
  }
}

function tellSms(
  name: StepName,
  state: StepState,
  { reason, finding, apiKey, account, secret, method, withoutEmpty, repeated }: SmsOutcome,
  { ageLimitS }: VerifySettings,
): string {
  const passed = state !== 'fail';
  switch (name) {
    case 'sig':
      return passed
        ? 'There is a sig parameter.'
        : 'There is no sig parameter: signing is off for the account, or it was removed on the way.';
    case 'secret':
      if (passed) return `The account is “${account?.label ?? ''}”${apiKey === null ? '' : ` (key ${show(apiKey)})`}.`;
      return apiKey === null
        ? 'The webhook names no API key, and there is no default account.'
        : `No secret is stored for the API key ${show(apiKey)}.`;
    case 'hmac':
      if (repeated !== null)
        return `The parameter ${show(repeated)} is there twice, so nobody can tell which of the two was signed.`;
      if (!passed) {
        const by = account?.smsMethod === null ? 'any method' : `the method ${account?.smsMethod ?? ''}`;
        return `sig was not made from these parameters with a secret of the account “${account?.label ?? ''}” by ${by}.`;
      }
      return `sig was made by the method ${method ?? ''} with the secret “${secret?.label ?? ''}”${withoutEmpty ? ', leaving out empty parameters' : ''}.`;
    case 'age': {
      const age = finding ?? reason;
      if (age === 'timestamp_missing') return 'There is no timestamp, so its age is not known.';
      if (age === 'timestamp_too_old')
        return `It was signed more than ${ageLimitS} s before it arrived: a retry or a replay.`;
      if (age === 'timestamp_in_future')
        return `It was signed more than ${ageLimitS} s after it arrived: one of the clocks is wrong.`;
      return `It arrived within ${ageLimitS} s of being signed.`;
    }
    default:
      return '';
  }
}

function tellAge(iat: unknown, now: number, limitS: number, isBeyond: boolean): string {
  const age = typeof iat === 'number' ? Math.round(now - iat) : 0;
  if (!isBeyond)
    return `It arrived ${Math.abs(age)} s ${age < 0 ? 'before' : 'after'} the time of signing; the limit is ${limitS} s.`;
  return age > 0
    ? `It was signed ${tellSpan(age)} before it arrived, over the limit of ${limitS} s: a retry, a replay or a wrong clock.`
    : `It was signed ${tellSpan(-age)} after it arrived, over the limit of ${limitS} s: one of the clocks is wrong.`;
}

/** Whole seconds up to a minute, which is all that `iat` tells. */
function tellSpan(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatSpan(seconds * 1_000);
}

/** A claim as text. It is a stranger's, so it is cut. */
function show(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
