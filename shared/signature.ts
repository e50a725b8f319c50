/** The words of signature checking (vonage-webhooks, 6.4 and 7.6) that main, the window and the command line share. */

export const VERDICT_NAMES = ['verified', 'failed', 'unsigned', 'no-secret'] as const;
export type Verdict = (typeof VERDICT_NAMES)[number];

export const JWT_REASONS = [
  'missing_authorization',
  'not_bearer',
  'malformed_token',
  'alg_not_allowed',
  'unknown_api_key',
  'bad_signature',
  'wrong_issuer',
  'iat_missing',
  'iat_too_old',
  'iat_in_future',
  'expired',
  'not_yet_valid',
  'wrong_application',
  'payload_hash_missing',
  'payload_hash_mismatch',
] as const;

/** `sms_secret_missing` is ours: nothing is stored to check a `sig` with. */
export const SMS_REASONS = [
  'sig_missing',
  'sms_secret_missing',
  'bad_sig',
  'timestamp_missing',
  'timestamp_too_old',
  'timestamp_in_future',
] as const;

export type JwtReason = (typeof JWT_REASONS)[number];
export type SmsReason = (typeof SMS_REASONS)[number];
export type Reason = JwtReason | SmsReason;

/** How Vonage signs an SMS API webhook; the request does not say which, it is a setting of the account (7.6). */
export const SMS_METHODS = ['md5hash', 'md5', 'sha1', 'sha256', 'sha512'] as const;
export type SmsMethod = (typeof SMS_METHODS)[number];

/** The steps in their order; a check stops at the first that fails. */
export const JWT_STEPS = [
  'token',
  'scheme',
  'parse',
  'algorithm',
  'secret',
  'hmac',
  'issuer',
  'issued-at',
  'age',
  'validity',
  'application',
  'body',
] as const;
export const SMS_STEPS = ['sig', 'secret', 'hmac', 'age'] as const;
export type StepName = (typeof JWT_STEPS)[number] | (typeof SMS_STEPS)[number];

export const STEP_TITLES: Readonly<Record<StepName, string>> = {
  token: 'Token present',
  scheme: 'Bearer scheme',
  parse: 'Token can be read',
  algorithm: 'Algorithm allowed',
  secret: 'Secret known',
  hmac: 'Signature equal',
  issuer: 'Issuer',
  'issued-at': 'Time of signing given',
  age: 'Age',
  validity: 'Validity',
  application: 'Application',
  body: 'Body hash equal',
  sig: 'Signature present',
};

/** `finding`: worth knowing, and no failure; an old webhook may be a retry. */
export type StepState = 'pass' | 'fail' | 'finding' | 'not-reached';

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  readonly sentence: string;
}
