import type { KeyRing, KeyRingAccount, Secret } from '../key-ring.ts';
import { allAccounts, smsSecretsOf } from '../key-ring.ts';
import type { Cause } from './cause.ts';

/** A key that might have signed, and what it would mean if it had. */
export interface SecretGuess {
  readonly key: Uint8Array;
  readonly account: KeyRingAccount;
  readonly causes: readonly Cause[];
}

/** A stored secret is at most this long, and so is what is made of it. */
const LONGEST_SECRET = 4_096;

interface Variant {
  readonly cause: Cause | null;
  readonly make: (text: string) => Uint8Array | null;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** What goes wrong with a secret on its way from the dashboard into a program. */
const VARIANTS: readonly Variant[] = [
  { cause: null, make: utf8 },
  {
    cause: {
      name: 'secret-white-space',
      sentence:
        'The stored secret has white space around it, and the one that signed has none. Store it anew without it.',
    },
    make: (text) => (text.trim() === text || text.trim() === '' ? null : utf8(text.trim())),
  },
  {
    cause: {
      name: 'secret-quotes',
      sentence: 'The stored secret has quotation marks around it that are not part of it. Store it anew without them.',
    },
    make: (text) => (/^(["']).+\1$/.test(text.trim()) ? utf8(text.trim().slice(1, -1)) : null),
  },
  {
    cause: {
      name: 'secret-newline',
      sentence: 'The sender signed with the secret and a line break after it. Remove that where the sender reads it.',
    },
    make: (text) => (text.endsWith('\n') ? null : utf8(`${text}\n`)),
  },
  {
    cause: {
      name: 'secret-base64-decoded',
      sentence: 'The sender decoded the secret from base64 before signing. Vonage uses the text as it is.',
    },
    make: (text) => (/^[\w+/-]{4,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null),
  },
  {
    cause: {
      name: 'secret-base64-encoded',
      sentence: 'The sender encoded the secret in base64 before signing. Vonage uses the text as it is.',
    },
    make: (text) => utf8(Buffer.from(text, 'utf8').toString('base64')),
  },
  {
    cause: {
      name: 'secret-hex-decoded',
      sentence: 'The sender decoded the secret from hex before signing. Vonage uses the text as it is.',
    },
    make: (text) => (/^(?:[\da-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : null),
  },
  {
    cause: {
      name: 'secret-letter-case',
      sentence: 'The sender signed with the secret in other letter case. Copy it exactly as the dashboard shows it.',
    },
    make: (text) => (text.toLowerCase() === text ? utf8(text.toUpperCase()) : utf8(text.toLowerCase())),
  },
];

/** Likeliest first: the account's own secrets and what can become of them, then those of other accounts. */
export function guessSecrets(keyRing: KeyRing, own: KeyRingAccount | null, isSms: boolean): SecretGuess[] {
  const others = allAccounts(keyRing).filter((account) => account !== own);
  const accounts = own === null ? others : [own, ...others];
  const guesses = accounts.flatMap((account) => {
    const wrongAccount = account === own ? [] : [anotherAccount(account)];
    return secretsOf(account).flatMap(({ use, secret }) => {
      const wrongUse = use === 'both' || (use === 'sms') === isSms ? [] : [anotherUse(isSms)];
      return VARIANTS.flatMap(({ cause, make }): SecretGuess[] => {
        const key = make(Buffer.from(secret.bytes).toString('utf8'));
        if (key === null || key.length === 0 || key.length > LONGEST_SECRET) return [];
        return [{ key, account, causes: [...wrongAccount, ...wrongUse, ...(cause === null ? [] : [cause])] }];
      });
    });
  });
  const empty: SecretGuess[] = own === null ? [] : [{ key: new Uint8Array(0), account: own, causes: [EMPTY_SECRET] }];
  return [...guesses.filter(({ causes }) => causes.length > 0), ...empty].toSorted(
    (left, right) => left.causes.length - right.causes.length,
  );
}

const EMPTY_SECRET: Cause = {
  name: 'secret-empty',
  sentence: 'The sender signed with an empty secret: the variable that should hold it is not set there.',
};

function secretsOf(account: KeyRingAccount): { use: 'jwt' | 'sms' | 'both'; secret: Secret }[] {
  const sms = account.smsSecret;
  return [
    ...account.secrets.map((secret) => ({ use: sms === null ? ('both' as const) : ('jwt' as const), secret })),
    ...(sms === null ? [] : smsSecretsOf(account).map((secret) => ({ use: 'sms' as const, secret }))),
  ];
}

function anotherAccount({ label, apiKey }: KeyRingAccount): Cause {
  const key = apiKey === null ? '' : ` (key ${apiKey})`;
  return {
    name: 'other-account-secret',
    sentence: `It was signed with the secret of the account “${label}”${key}, not with one of the account that it names.`,
  };
}

function anotherUse(isSms: boolean): Cause {
  return isSms
    ? {
        name: 'jwt-secret-for-sms',
        sentence: 'It was signed with the signature secret, not with the SMS secret that is stored.',
      }
    : { name: 'sms-secret-for-jwt', sentence: 'It was signed with the secret that is stored for SMS.' };
}
