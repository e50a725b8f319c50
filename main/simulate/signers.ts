import type { SmsMethod } from '../../shared/signature.ts';
import type { KeyRing, KeyRingAccount } from '../signature/key-ring.ts';
import { allAccounts, signerOf, smsSecretsOf } from '../signature/key-ring.ts';
import type { Signer } from '../signature/sign-jwt.ts';

/** Whose secret signs. `first` is the first account that has one; while none has, a made-up secret of nobody. */
export type SignWith =
  | { readonly by: 'first' }
  /** By its API key; null for the default account. */
  | { readonly by: 'account'; readonly apiKey: string | null }
  | { readonly by: 'nobody' };

/** What webhooks of either kind of signature are signed with; null for not at all. */
export interface Signers {
  readonly jwt: Signer | null;
  readonly sms: SmsSigner | null;
  /** Named by the SMS API's webhooks whether signed or not; null to leave it out. */
  readonly apiKey: string | null;
}

export interface SmsSigner {
  readonly secret: Uint8Array;
  readonly method: SmsMethod;
}

/** Made up: it signs so that webhooks look like the real thing, and belongs to no account. */
const NOBODY: Signer = {
  secret: 'sample-signature-secret-that-belongs-to-nobody',
  apiKey: 'abcd1234',
  applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
};

export const UNSIGNED: Signers = { jwt: null, sms: null, apiKey: null };

/** Null where there is no such account, or it has no secret that can be read. */
export function chooseSigners(keyRing: KeyRing, signWith: SignWith): Signers | null {
  if (signWith.by === 'nobody') return UNSIGNED;
  if (signWith.by === 'first') {
    const first = allAccounts(keyRing).find(({ secrets }) => secrets.length > 0);
    return first === undefined ? { ...UNSIGNED, jwt: NOBODY } : signersOf(first);
  }
  const { apiKey } = signWith;
  const account = apiKey === null ? keyRing.fallback : keyRing.byKey.get(apiKey);
  return account === undefined || account === null || account.secrets.length === 0 ? null : signersOf(account);
}

/** The SMS API signs only where the account's settings say how (vonage-webhooks, 7.6). */
function signersOf(account: KeyRingAccount): Signers {
  const secret = smsSecretsOf(account).at(-1);
  const { smsMethod: method, apiKey } = account;
  return {
    jwt: signerOf(account),
    sms: method === null || secret === undefined ? null : { secret: secret.bytes, method },
    apiKey,
  };
}
