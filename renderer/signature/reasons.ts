import type { Reason } from '../../shared/signature.ts';

export interface ReasonWords {
  /** Two or three words, for a column. */
  readonly short: string;
  /** Goes on after "Failed: ". */
  readonly title: string;
  /** What to do or to know. Names are in backticks. */
  readonly advice: string;
}

const WRONG_CLOCK = 'One of the clocks is wrong. Check the one of this computer first.';
const NO_SECRET =
  'Add the signature secret of this API key. Vonage’s dashboard shows it in the API settings; it is not the API secret.';
const OLD =
  'It is a retry, a replay, or one of the clocks is wrong. The limit is in the settings, and whether age fails.';

/** Why a signature is not verified, in the order of the check. */
export const REASONS: Readonly<Record<Reason, ReasonWords>> = {
  missing_authorization: {
    short: 'no token',
    title: 'there is no Authorization header, or it is empty',
    advice:
      'Anybody could have sent it. Vonage signs webhooks of Messages and Verify by default, and those of Voice where the application has signed webhooks on; never those of Number Insight, Reports and the SMS API. If it should be signed, something on the way removes `Authorization`.',
  },
  not_bearer: {
    short: 'no bearer token',
    title: 'the Authorization header holds no bearer token',
    advice:
      'Vonage sends `Authorization: Bearer` and one token. A proxy, or a user name and password in the webhook’s address, puts something else there.',
  },
  malformed_token: {
    short: 'token broken',
    title: 'the token can’t be read',
    advice: 'It was cut or changed on its way: a token is three parts with a dot between.',
  },
  alg_not_allowed: {
    short: 'wrong algorithm',
    title: 'Vonage does not use this algorithm',
    advice: 'Vonage signs with HS256 only. A verifier that believes the `alg` of the token can be fooled.',
  },
  unknown_api_key: { short: 'no secret', title: 'it is signed, but could not be checked', advice: NO_SECRET },
  bad_signature: {
    short: 'wrong secret',
    title: 'it was not signed with the secret that is stored',
    advice:
      'Copy the signature secret of this API key from the API settings in Vonage’s dashboard again. It is neither the API secret nor the private key of an application. After a rotation, keep the old secret beside the new one.',
  },
  wrong_issuer: {
    short: 'wrong issuer',
    title: 'it was not issued by Vonage',
    advice: 'Whoever signed it knows the secret, but is not Vonage: a test of your own, perhaps.',
  },
  iat_missing: {
    short: 'no time',
    title: 'it does not say when it was signed',
    advice: 'Vonage always writes `iat`, a number of seconds. Something else made this token.',
  },
  iat_too_old: { short: 'too old', title: 'the signature is older than the limit', advice: OLD },
  iat_in_future: { short: 'from the future', title: 'it was signed after it arrived', advice: WRONG_CLOCK },
  expired: {
    short: 'expired',
    title: 'the token had expired',
    advice: 'Vonage’s own tokens have no `exp`. Something else made this one.',
  },
  not_yet_valid: {
    short: 'not valid yet',
    title: 'the token was not valid yet',
    advice: 'Vonage’s own tokens have no `nbf`. Something else made this one, or one of the clocks is wrong.',
  },
  wrong_application: {
    short: 'other application',
    title: 'it belongs to an application that is not listed',
    advice: 'Add its application id to the account in the settings, or empty the list there to accept all.',
  },
  payload_hash_missing: {
    short: 'no body hash',
    title: 'the signature does not cover the body',
    advice: 'Without `payload_hash` anybody on the way can change the body. Vonage sends it with every body.',
  },
  payload_hash_mismatch: {
    short: 'body changed',
    title: 'the body is not the one that was signed',
    advice:
      'The secret is right and the token is genuine. Something between Vonage and here passed on another body than it got: look at proxies, tunnels and whatever parses JSON and writes it anew.',
  },
  sig_missing: {
    short: 'no sig',
    title: 'there is no sig parameter',
    advice:
      'Anybody could have sent it. Vonage signs SMS webhooks only after its support has turned that on for the account. If it is on, something on the way removes parameters.',
  },
  sms_secret_missing: { short: 'no secret', title: 'it is signed, but could not be checked', advice: NO_SECRET },
  bad_sig: {
    short: 'wrong sig',
    title: 'sig does not fit the parameters',
    advice:
      'The secret, the method, or a parameter is not what it was when it was signed. The method is the “signature method” in the API settings of Vonage’s dashboard; the webhook does not name it.',
  },
  timestamp_missing: {
    short: 'no time',
    title: 'it does not say when it was signed',
    advice: 'Vonage always signs a `timestamp` along. Something on the way removed it.',
  },
  timestamp_too_old: { short: 'too old', title: 'the signature is older than the limit', advice: OLD },
  timestamp_in_future: { short: 'from the future', title: 'it was signed after it arrived', advice: WRONG_CLOCK },
};

export interface CauseWords {
  /** Goes on after "Failed: ", in place of the reason's. */
  readonly title: string;
  /** What to do; null where the doctor's sentence says that already. */
  readonly advice: string | null;
}

const RAW_BYTES =
  'Hash exactly the bytes that arrive, before anything parses them: in Express `express.raw()`, in Flask `request.get_data()`, in PHP `php://input`. If they arrived here like this, a proxy or tunnel on the way writes the body anew.';
const BODY_CHANGED = 'the body was changed after it was signed';

/** By the beginning of the cause's name, the longer ones first. */
const CAUSES: readonly (readonly [start: string, words: CauseWords])[] = [
  [
    'body-newline',
    {
      title: BODY_CHANGED,
      advice:
        'Hash exactly the bytes that arrive. Editors, logs and `echo` add a line break at the end, and trimming removes it.',
    },
  ],
  ['body-', { title: BODY_CHANGED, advice: RAW_BYTES }],
  [
    'other-account-secret',
    {
      title: 'it was signed with the secret of another account',
      advice:
        'Each API key has a secret of its own, also that of a subaccount. Store this secret with the account whose API key the webhook names, if it is really that one’s.',
    },
  ],
  ['sms-method', { title: 'the account is set to another method', advice: null }],
  ['sms-secret-for-jwt', { title: 'it was signed with the secret for SMS', advice: null }],
  ['jwt-secret-for-sms', { title: 'it was signed with the signature secret, not with that for SMS', advice: null }],
  ['secret-', { title: 'the secret that signed is not written like the one that is stored', advice: null }],
  [
    'hash-',
    {
      title: 'the body hash is written in another way',
      advice: 'Something else than Vonage made this token. Write the hash as 64 small hex digits.',
    },
  ],
];

/** What a cause that the doctor has named comes down to; null where its sentence says all. */
export function tellCause(name: string): CauseWords | null {
  return CAUSES.find(([start]) => name.startsWith(start))?.[1] ?? null;
}
