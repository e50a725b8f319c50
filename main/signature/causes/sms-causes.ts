import { SMS_METHODS } from '../../../shared/signature.ts';
import type { Payload } from '../../../shared/vonage/understanding.ts';
import { wellFormed } from '../../../shared/well-formed.ts';
import { queryOf } from '../../domain/captured-request.ts';
import { own } from '../check-jwt.ts';
import { isSignedSms, stringToSign } from '../check-sms-signature.ts';
import type { KeyRing, KeyRingAccount, Secret } from '../key-ring.ts';
import { smsSecretsOf } from '../key-ring.ts';
import type { SignedRequest } from '../verify-webhook.ts';
import type { Cause } from './cause.ts';
import { guessSecrets } from './secret-causes.ts';

/** Longer than any SMS webhook: beyond it nothing is tried. */
const LONGEST_TEXT = 64 * 1_024;
const MOST_EXTRA = 6;

/** The parameters that Vonage itself sends (vonage-webhooks, 7.2 and 7.4). */
const VONAGE_PARAMETERS: ReadonlySet<string> = new Set(
  (
    'msisdn to messageId type text keyword message-timestamp api-key concat concat-ref concat-total concat-part data ' +
    'udh timestamp nonce sig status err-code network-code price scts client-ref'
  ).split(' '),
);

interface Guess {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** Why a `sig` does not fit: the first, in order of how little had to go wrong, that makes it fit. */
export function findSmsCauses(
  request: SignedRequest,
  payload: Payload,
  keyRing: KeyRing,
  account: KeyRingAccount | null,
): Cause[] | null {
  const sig = own(payload, 'sig');
  if (typeof sig !== 'string') return null;
  const texts = textsOf(request, payload).filter(({ text }) => text.length <= LONGEST_TEXT);
  const keys = [
    ...(account === null ? [] : smsSecretsOf(account)).map(({ bytes }: Secret) => ({
      key: bytes,
      account,
      causes: [],
    })),
    ...guessSecrets(keyRing, account, true),
  ];
  const hits = keys.flatMap(({ key, account: keyOf, causes }) =>
    texts.flatMap((guess) =>
      SMS_METHODS.filter((method) => isSignedSms(guess.text, sig, method, key)).map((method) => {
        const wanted = keyOf?.smsMethod ?? null;
        const methodCause: Cause[] =
          wanted === null || wanted === method
            ? []
            : [
                {
                  name: 'sms-method',
                  sentence: `It was signed by the method ${method}; the account is set to ${wanted}. Set it to ${method}.`,
                },
              ];
        return [...causes, ...methodCause, ...guess.causes];
      }),
    ),
  );
  return hits.toSorted((left, right) => left.length - right.length)[0] ?? null;
}

function textsOf(request: SignedRequest, payload: Payload): Guess[] {
  return payloadsOf(request, payload).flatMap(({ payload, causes }) => {
    const kept = stringToSign(payload, {});
    const guesses: Guess[] = [{ text: kept, causes }];
    const add = (text: string, cause: Cause): void => {
      if (guesses.every((guess) => guess.text !== text)) guesses.push({ text, causes: [...causes, cause] });
    };
    // The check itself leaves empty values out as its second try, so that is no cause.
    const dropped = stringToSign(payload, { withoutEmpty: true });
    if (dropped !== kept) guesses.push({ text: dropped, causes });
    add(stringToSign(payload, { unreplaced: true }), NOT_REPLACED);
    add(stringToSign(payload, { unreplaced: true, withoutEmpty: true }), NOT_REPLACED);
    for (const text of [kept, dropped]) {
      add(text.slice(1), NO_LEADING_SIGN);
      add(encodeValues(text), URL_ENCODED);
    }
    return guesses;
  });
}

function payloadsOf(request: SignedRequest, payload: Payload): { payload: Payload; causes: readonly Cause[] }[] {
  const guesses: { payload: Payload; causes: readonly Cause[] }[] = [{ payload, causes: [] }];
  const extra = Object.keys(payload).filter((name) => !VONAGE_PARAMETERS.has(name));
  if (extra.length > 0) {
    if (extra.length > 1) {
      for (const name of extra.slice(0, MOST_EXTRA))
        guesses.push({ payload: without(payload, [name]), causes: [added([name])] });
    }
    guesses.push({ payload: without(payload, extra), causes: [added(extra)] });
  }
  const query = queryOf(request.target);
  if (request.body.length > 0 && query !== '') {
    guesses.push({
      payload: { ...Object.fromEntries(new URLSearchParams(query)), ...payload },
      causes: [QUERY_SIGNED],
    });
  }
  const trimmed = Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  );
  guesses.push({ payload: trimmed, causes: [TRIMMED] });
  const underscored = Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name.replaceAll('_', '-'), value]),
  );
  if (Object.keys(payload).some((name) => name.includes('_')))
    guesses.push({ payload: underscored, causes: [UNDERSCORED] });
  return guesses;
}

const NOT_REPLACED: Cause = {
  name: 'sms-not-replaced',
  sentence: 'The signer left “&” and “=” in values as they are; each has to become “_”.',
};
const NO_LEADING_SIGN: Cause = {
  name: 'sms-no-leading-ampersand',
  sentence: 'The signer left out the “&” before the first parameter.',
};
const URL_ENCODED: Cause = {
  name: 'sms-url-encoded',
  sentence: 'The signer signed URL-encoded values; they have to be decoded.',
};
const QUERY_SIGNED: Cause = {
  name: 'sms-query-signed',
  sentence: 'The parameters of the address itself were signed along with those of the body.',
};
const TRIMMED: Cause = { name: 'sms-values-padded', sentence: 'White space was added around a value on the way.' };
const UNDERSCORED: Cause = {
  name: 'sms-names-rewritten',
  sentence: 'A framework turned the hyphens in the parameters’ names into underscores.',
};

function added(names: readonly string[]): Cause {
  const list = names.map((name) => `“${name.slice(0, 60)}”`).join(', ');
  return {
    name: 'sms-parameter-added',
    sentence: `The signature does not cover ${list}: it belongs to your own address, or a proxy added it.`,
  };
}

function without(payload: Payload, names: readonly string[]): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !names.includes(name)));
}

/** Half of a surrogate pair can't be URL-encoded. */
function encodeValues(text: string): string {
  return text.replaceAll(/=([^&]*)/g, (_whole, value: string) => `=${encodeURIComponent(wellFormed(value))}`);
}
