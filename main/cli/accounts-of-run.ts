import process from 'node:process';

import type { KeyRingAccount } from '../signature/key-ring.ts';
import { accountsFromEnvironment, anAccount, readSecret } from '../store/environment-accounts.ts';
import type { Options } from './options.ts';

/** The accounts that a command was given. `--secret-env` comes before `WEBHOOK_INSPECTOR_SECRET`: what was asked for wins. */
export function accountsOfRun({ accounts, secretEnv }: Options): KeyRingAccount[] {
  const fromEnvironment = accountsFromEnvironment(accounts, process.env);
  if (secretEnv === undefined) return fromEnvironment;
  return [anAccount(null, secretEnv, readSecret(secretEnv, process.env)), ...fromEnvironment];
}
