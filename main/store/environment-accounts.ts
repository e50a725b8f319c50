import { AppError } from '../../shared/reply.ts';
import type { KeyRingAccount } from '../signature/key-ring.ts';
import { SMS_METHODS } from '../../shared/signature.ts';
import { toSecret } from './accounts.ts';

const DEFAULT_NAME = 'WEBHOOK_INSPECTOR_SECRET';

/**
 * Accounts of a run without a window: `WEBHOOK_INSPECTOR_SECRET` is the default one, and each `--account KEY:ENVNAME`
 * one more. `KEY:ENVNAME:METHOD` says how the SMS API signs for it; without, each method that fits is tried. Secrets come by
 * environment only: arguments are shown to everybody by `ps`.
 */
export function accountsFromEnvironment(flags: readonly string[], env: NodeJS.ProcessEnv): KeyRingAccount[] {
  const named = flags.map((flag) => {
    const [, apiKey, name, method] = /^([^:\s]+):(\w+)(?::(\w+))?$/.exec(flag) ?? [];
    const smsMethod = SMS_METHODS.find((known) => known === method) ?? null;
    if (apiKey === undefined || name === undefined || (method !== undefined && smsMethod === null)) {
      throw new AppError(
        'bad-account',
        `"${flag}" is not KEY:ENVNAME or KEY:ENVNAME:METHOD, such as a1b2c3d4:MY_SIGNATURE_SECRET:sha256. ` +
          `Methods are ${SMS_METHODS.join(', ')}.`,
      );
    }
    return { ...anAccount(apiKey, name, readSecret(name, env)), smsMethod };
  });
  const byDefault = env[DEFAULT_NAME];
  return [
    ...mergeByKey(named),
    ...(byDefault === undefined || byDefault === '' ? [] : [anAccount(null, DEFAULT_NAME, byDefault)]),
  ];
}

/** The secret in this variable; an unset one is a mistake that must not pass for "no secret". */
export function readSecret(name: string, env: NodeJS.ProcessEnv): string {
  const secret = env[name];
  if (secret === undefined || secret === '') {
    throw new AppError('no-secret', `The environment variable ${name} is not set, or empty.`);
  }
  return secret;
}

export function anAccount(apiKey: string | null, name: string, secret: string): KeyRingAccount {
  return {
    label: apiKey ?? 'default',
    apiKey,
    secrets: [toSecret(name, secret)],
    smsSecret: null,
    smsMethod: null,
    applicationIds: [],
  };
}

/** The same key twice is a rotation. */
function mergeByKey(accounts: readonly KeyRingAccount[]): KeyRingAccount[] {
  const merged = new Map<string | null, KeyRingAccount>();
  for (const account of accounts) {
    const known = merged.get(account.apiKey);
    merged.set(
      account.apiKey,
      known === undefined ? account : { ...known, secrets: [...known.secrets, ...account.secrets] },
    );
  }
  return [...merged.values()];
}
