import { AppError } from '../../shared/reply.ts';
import type { KeyRing, KeyRingAccount } from '../signature/key-ring.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import type { Options } from './options.ts';

const DEFAULT_SECRET = 'WEBHOOK_INSPECTOR_SECRET';

/**
 * The secrets of a command: from the environment, because what stands on a command line is seen by every process.
 *
 * `--account KEY:ENVNAME` for one API key, `--secret-env ENVNAME` or `WEBHOOK_INSPECTOR_SECRET` for all others.
 */
export function readKeyRing({ accounts, secretEnv }: Options, env: NodeJS.ProcessEnv): KeyRing {
  const named = accounts.map((account) => {
    const split = account.lastIndexOf(':');
    if (split < 1) throw new AppError('bad-account', `"${account}" is not KEY:ENVNAME.`);
    return toAccount(account.slice(0, split), account.slice(split + 1), env);
  });
  const fallback = secretEnv ?? (env[DEFAULT_SECRET] ? DEFAULT_SECRET : undefined);
  return makeKeyRing(fallback === undefined ? named : [...named, toAccount(null, fallback, env)]);
}

function toAccount(apiKey: string | null, name: string, env: NodeJS.ProcessEnv): KeyRingAccount {
  const secret = env[name] ?? '';
  if (secret === '')
    throw new AppError('no-secret', `The environment variable ${name} is empty, so there is no secret.`);
  return {
    label: apiKey ?? 'default',
    apiKey,
    secrets: [{ label: name, bytes: Buffer.from(secret, 'utf8') }],
    smsSecret: null,
    smsMethod: null,
    applicationIds: [],
  };
}
