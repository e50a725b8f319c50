import { createHash, createHmac } from 'node:crypto';

import type { SmsMethod, SmsReason } from '../../shared/signature.ts';
import { SMS_METHODS } from '../../shared/signature.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { isSameText, own } from './check-jwt.ts';
import { hmacKey } from './hmac-key.ts';
import type { KeyRing, KeyRingAccount, Secret } from './key-ring.ts';
import { accountFor, smsSecretsOf } from './key-ring.ts';

export interface SmsRules {
  readonly keyRing: KeyRing;
  readonly now: number;
  readonly toleranceS: number | null;
  /** True where a missing, old or early `timestamp` fails; else it is a finding. */
  readonly rejectOld: boolean;
}

export type SmsAgeFinding = 'timestamp_missing' | 'timestamp_too_old' | 'timestamp_in_future';

export interface SmsOutcome {
  readonly reason: SmsReason | null;
  readonly finding: SmsAgeFinding | null;
  readonly apiKey: string | null;
  readonly account: KeyRingAccount | null;
  readonly secret: Secret | null;
  /** What the signature was made with, once one fits. */
  readonly method: SmsMethod | null;
  readonly withoutEmpty: boolean;
  /** A parameter that is there twice, so that nobody can tell which of the two was signed. */
  readonly repeated: string | null;
}

/** How the string to sign is made; the doctor varies it. */
export interface SmsForm {
  /** Leave parameters without a value out: some of Vonage's own libraries do, some do not (vonage-webhooks, 7.6). */
  readonly withoutEmpty?: boolean;
  /** Leave `&` and `=` in values as they are, which is the mistake of a signer. */
  readonly unreplaced?: boolean;
}

const HEX_LENGTH: Readonly<Record<SmsMethod, number>> = { md5hash: 32, md5: 32, sha1: 40, sha256: 64, sha512: 128 };
const HEX = /^[\da-f]+$/i;

/**
 * Checks the `sig` parameter of an SMS API webhook (vonage-webhooks, 7.6) over its decoded parameters.
 *
 * `repeatedName` reads the stored bytes, which decoding has flattened; it is asked only where everything else fits.
 */
export function checkSmsSignature(payload: Payload, rules: SmsRules, repeatedName: () => string | null): SmsOutcome {
  const sig = own(payload, 'sig');
  if (typeof sig !== 'string' || sig === '') return stopped('sig_missing', {});
  const apiKey = smsApiKeyOf(payload);
  const account = accountFor(rules.keyRing, apiKey);
  const secrets = account === null ? [] : smsSecretsOf(account);
  if (account === null || secrets.length === 0) return stopped('sms_secret_missing', { apiKey, account });

  const known = { apiKey, account };
  const methods = account.smsMethod === null ? methodsOfLength(sig.length) : [account.smsMethod];
  for (const withoutEmpty of hasEmpty(payload) ? [false, true] : [false]) {
    const text = stringToSign(payload, { withoutEmpty });
    for (const method of methods) {
      const secret = secrets.find(({ bytes }) => isSignedSms(text, sig, method, bytes));
      if (secret !== undefined) {
        const repeated = repeatedName();
        if (repeated !== null) return stopped('bad_sig', { ...known, repeated });
        return judgeAge(payload, rules, { ...known, secret, method, withoutEmpty });
      }
    }
  }
  return stopped('bad_sig', known);
}

function smsApiKeyOf(payload: Payload): string | null {
  const apiKey = own(payload, 'api-key');
  return typeof apiKey === 'string' && apiKey !== '' ? apiKey : null;
}

/** `&name=value` of all parameters but `sig`, by name in code unit order, `&` and `=` in values replaced by `_`. */
export function stringToSign(payload: Payload, { withoutEmpty = false, unreplaced = false }: SmsForm): string {
  let text = '';
  for (const name of Object.keys(payload).toSorted()) {
    if (name === 'sig') continue;
    const value = toText(payload[name]);
    if (withoutEmpty && value === '') continue;
    text += `&${name}=${unreplaced ? value : value.replaceAll(/[&=]/g, '_')}`;
  }
  return text;
}

/** Both letter cases of the hex are Vonage's own: libraries disagree. */
export function isSignedSms(text: string, sig: string, method: SmsMethod, secret: Uint8Array): boolean {
  return (
    sig.length === HEX_LENGTH[method] && HEX.test(sig) && isSameText(signSms(text, method, secret), sig.toLowerCase())
  );
}

/** The signature in lower-case hex. */
export function signSms(text: string, method: SmsMethod, secret: Uint8Array): string {
  if (method === 'md5hash') return createHash('md5').update(text).update(secret).digest('hex');
  return createHmac(method, hmacKey(secret)).update(text).digest('hex');
}

function methodsOfLength(length: number): SmsMethod[] {
  return SMS_METHODS.filter((method) => HEX_LENGTH[method] === length);
}

export function findSmsAge(payload: Payload, { now, toleranceS }: SmsRules): SmsAgeFinding | null {
  return toleranceS === null ? null : ageOf(own(payload, 'timestamp'), now, toleranceS);
}

/** Every value is a text, in JSON too; numbers and booleans are taken as they are written (vonage-webhooks, 7.1). */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  // No webhook has one, and it must not pass for an empty value.
  if (typeof value === 'object') return '[object]';
  return JSON.stringify(value);
}

function hasEmpty(payload: Payload): boolean {
  return Object.values(payload).some((value) => value === '' || value === null);
}

function judgeAge(payload: Payload, rules: SmsRules, known: Partial<SmsOutcome>): SmsOutcome {
  const finding = findSmsAge(payload, rules);
  return stopped(rules.rejectOld ? finding : null, { ...known, finding });
}

function ageOf(timestamp: unknown, now: number, toleranceS: number): SmsAgeFinding | null {
  const text = toText(timestamp);
  if (!/^\d{1,15}$/.test(text)) return 'timestamp_missing';
  const signedAt = Number(text);
  if (now - signedAt > toleranceS) return 'timestamp_too_old';
  return signedAt - now > toleranceS ? 'timestamp_in_future' : null;
}

const NOTHING: SmsOutcome = {
  reason: null,
  finding: null,
  apiKey: null,
  account: null,
  secret: null,
  method: null,
  withoutEmpty: false,
  repeated: null,
};

function stopped(reason: SmsReason | null, known: Partial<SmsOutcome>): SmsOutcome {
  return { ...NOTHING, ...known, reason };
}
