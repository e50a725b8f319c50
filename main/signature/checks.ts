import { createHash } from 'node:crypto';

import type { KeyRing, KeyRingAccount, Secret } from './key-ring.ts';
import { allAccounts, EMPTY_KEY_RING } from './key-ring.ts';
import type { VerifySettings } from './verify-webhook.ts';

/** All that verdicts depend on besides the stored bytes. Posted to the threads that verify; holds secrets in clear. */
export interface Checks {
  readonly keyRing: KeyRing;
  readonly settings: VerifySettings;
  /** False where a stored secret can't be opened here: what was judged with it is better left as it is. */
  readonly isComplete: boolean;
}

export const NO_CHECKS: Checks = {
  keyRing: EMPTY_KEY_RING,
  settings: { ageLimitS: 300, rejectOld: false },
  isComplete: true,
};

/**
 * Tells whether stored verdicts were made with the same secrets and settings. Eight bytes of a digest: it tells nobody
 * more about a secret than the tokens in the record, which the secret has signed, do.
 */
export function fingerprintOf({ keyRing, settings }: Checks): string {
  const accounts = allAccounts(keyRing).map((account) => describeAccount(account));
  const text = JSON.stringify([accounts.toSorted(), settings.ageLimitS, settings.rejectOld]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Labels are left out: renaming an account changes no verdict. */
function describeAccount(account: KeyRingAccount): string {
  return JSON.stringify([
    account.apiKey,
    account.secrets.map(digest),
    account.smsSecret === null ? null : digest(account.smsSecret),
    account.smsMethod,
    account.applicationIds,
  ]);
}

function digest({ bytes }: Secret): string {
  return createHash('sha256').update(bytes).digest('hex');
}
