import type { SmsMethod } from '../../shared/signature.ts';
import type { Signer } from './sign-jwt.ts';

export interface Secret {
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** One account's part of the ring. A secret is never empty: an empty key would verify what anybody can sign. */
export interface KeyRingAccount {
  readonly label: string;
  /** Null for the account that is the default for all keys that no other account has. */
  readonly apiKey: string | null;
  /** Several, because what was captured before a rotation verifies with the older one only. */
  readonly secrets: readonly Secret[];
  /** The secret of the SMS API where it is another one; else the ones above count there too (vonage-webhooks, 7.6). */
  readonly smsSecret: Secret | null;
  /** Null where the person has not said: each method that the signature's length allows is tried, with the same secret. */
  readonly smsMethod: SmsMethod | null;
  /** Empty for any application. */
  readonly applicationIds: readonly string[];
}

/** All secrets in clear, in memory only. Plain data, so that it can be posted to a thread. */
export interface KeyRing {
  /** A Map, because a key is chosen by a stranger: `__proto__` must find nothing. */
  readonly byKey: ReadonlyMap<string, KeyRingAccount>;
  readonly fallback: KeyRingAccount | null;
}

export const EMPTY_KEY_RING: KeyRing = { byKey: new Map(), fallback: null };

/** Of two accounts with the same key the first counts; the store refuses the second. */
export function makeKeyRing(accounts: readonly KeyRingAccount[]): KeyRing {
  const byKey = new Map<string, KeyRingAccount>();
  let fallback: KeyRingAccount | null = null;
  for (const account of accounts) {
    const usable: KeyRingAccount = {
      ...account,
      secrets: account.secrets.filter(({ bytes }) => bytes.length > 0),
      smsSecret: account.smsSecret !== null && account.smsSecret.bytes.length > 0 ? account.smsSecret : null,
    };
    if (usable.apiKey === null) fallback ??= usable;
    else if (!byKey.has(usable.apiKey)) byKey.set(usable.apiKey, usable);
  }
  return { byKey, fallback };
}

/** The one account that may have signed with this key. Never another: that would hide a wrong configuration. */
export function accountFor({ byKey, fallback }: KeyRing, apiKey: string | null): KeyRingAccount | null {
  return (apiKey === null ? undefined : byKey.get(apiKey)) ?? fallback;
}

export function allAccounts({ byKey, fallback }: KeyRing): KeyRingAccount[] {
  return [...byKey.values(), ...(fallback === null ? [] : [fallback])];
}

export function smsSecretsOf({ smsSecret, secrets }: KeyRingAccount): readonly Secret[] {
  return smsSecret === null ? secrets : [smsSecret];
}

/** Who signs what the app itself sends, so that it verifies: the newest secret of the first account that has one. */
export function findSigner(keyRing: KeyRing): Signer | null {
  const account = allAccounts(keyRing).find(({ secrets }) => secrets.length > 0);
  return account === undefined ? null : signerOf(account);
}

/** Signs with the account's newest secret; null where it has none. What the account leaves open is made up. */
export function signerOf({ secrets, apiKey, applicationIds }: KeyRingAccount): Signer | null {
  const secret = secrets.at(-1);
  if (secret === undefined) return null;
  return {
    secret: secret.bytes,
    apiKey: apiKey ?? 'abcd1234',
    applicationId: applicationIds[0] ?? '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
  };
}
