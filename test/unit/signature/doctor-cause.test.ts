import { describe, expect, test } from 'vitest';

import { signSms, stringToSign } from '../../../main/signature/check-sms-signature.ts';
import type { Explanation } from '../../../main/signature/doctor.ts';
import { explainWebhook } from '../../../main/signature/doctor.ts';
import type { KeyRingAccount } from '../../../main/signature/key-ring.ts';
import { makeKeyRing } from '../../../main/signature/key-ring.ts';
import { signJwt } from '../../../main/signature/sign-jwt.ts';
import { aStoredRequest } from '../../support/arrivals.ts';
import { anAccount, aSecret } from '../../support/key-ring-accounts.ts';
import { jwtKeyRing, requestOf, smsKeyRing, vectors } from '../../support/signature-vectors.ts';

const NOW = 1_736_933_400;
const SECRET = 'c2VjcmV0LXNpZ25hdHVyZS1rZXk3';
const BODY = Buffer.from('{"a":1}');
const settings = { ageLimitS: 300, rejectOld: false };
const tokenOf = (secret: string, apiKey = 'a1b2c3d4'): string =>
  signJwt(BODY, { secret, apiKey, applicationId: 'app' }, NOW);

function explain(
  rawHeaders: readonly string[],
  accounts: readonly KeyRingAccount[],
  fields: { target?: string } = {},
): Explanation {
  const request = aStoredRequest({ rawHeaders, body: BODY, receivedAt: NOW * 1_000_000, ...fields });
  return explainWebhook(request, makeKeyRing(accounts), settings);
}

const names = ({ causes }: Explanation): string[] => causes.map(({ name }) => name);
const mine = anAccount({ secrets: [aSecret(SECRET)] });
const staging = anAccount({ label: 'Staging', apiKey: 'e5f6a7b8', secrets: [aSecret('the secret of staging')] });

describe('of a token, the doctor names', () => {
  test.each([
    ['another account’s secret', tokenOf('the secret of staging'), [mine, staging], ['other-account-secret']],
    ['a key that no account has', tokenOf('the secret of staging', 'ffff'), [mine, staging], ['other-account-secret']],
    [
      'white space in what is stored',
      tokenOf('abc'),
      [anAccount({ secrets: [aSecret(' abc\n')] })],
      ['secret-white-space'],
    ],
    ['quotes in what is stored', tokenOf('abc'), [anAccount({ secrets: [aSecret('"abc"')] })], ['secret-quotes']],
    ['a line break of the sender', tokenOf(`${SECRET}\n`), [mine], ['secret-newline']],
    ['base64 decoded', tokenOf(Buffer.from(SECRET, 'base64').toString()), [mine], ['secret-base64-decoded']],
    ['hex decoded', tokenOf('secret'), [anAccount({ secrets: [aSecret('736563726574')] })], ['secret-hex-decoded']],
    ['an empty secret', tokenOf(''), [mine], ['secret-empty']],
    ['nothing for a stranger’s secret', tokenOf('who knows'), [mine, staging], []],
  ] as const)('%s', (_name, token, accounts, expected) => {
    const explanation = explain(['Authorization', `Bearer ${token}`], accounts);
    expect(explanation.verdict).not.toBe('verified');
    expect(names(explanation)).toEqual(expected);
  });

  test.each([
    [
      'a proxy that replaced it',
      ['Authorization', 'Bearer x.y.z', 'X-Vonage-Webhook-Auth-Token', tokenOf(SECRET)],
      ['authorization-replaced'],
    ],
    [
      'the same with a token of its own',
      ['Authorization', `Bearer ${tokenOf('of the proxy', 'zz')}`, 'X-Vonage-Webhook-Auth-Token', tokenOf(SECRET)],
      ['authorization-replaced'],
    ],
    ['a proxy that moved it', ['X-Forwarded-Authorization', `Bearer ${tokenOf(SECRET)}`], ['token-in-other-header']],
    ['a missing Bearer', ['Authorization', tokenOf(SECRET)], ['bearer-missing']],
    ['another scheme', ['Authorization', `JWT ${tokenOf(SECRET)}`], ['other-scheme']],
    ['quotes', ['Authorization', `Bearer "${tokenOf(SECRET)}"`], ['token-quoted']],
    ['joined headers', ['Authorization', `Basic dTpw, Bearer ${tokenOf(SECRET)}`], ['authorization-joined']],
    [
      'two causes at once',
      ['X-Vonage-Webhook-Auth-Token', tokenOf(`${SECRET}\n`)],
      ['authorization-replaced', 'secret-newline'],
    ],
    ['nothing where there is nothing', ['X-Other', 'a.b.c'], []],
  ] as const)('%s', (_name, rawHeaders, expected) => {
    const explanation = explain(rawHeaders, [mine]);
    expect(explanation.verdict).not.toBe('verified');
    expect(names(explanation)).toEqual(expected);
  });

  test('a token in the query', () => {
    expect(names(explain([], [mine], { target: `/?jwt=${tokenOf(SECRET)}` }))).toEqual(['token-in-query']);
  });
});

describe('of an SMS signature, the doctor names', () => {
  const parameters = {
    'api-key': 'a1b2c3d4',
    msisdn: '447700900001',
    messageId: 'A1',
    text: 'a=1&b=2',
    'client-ref': '',
    timestamp: String(NOW),
  };
  const account = anAccount({ smsSecret: aSecret(SECRET), smsMethod: 'sha256' });
  const sign = (text: string, secret = SECRET, method: 'sha256' | 'md5' = 'sha256'): string =>
    signSms(text, method, Buffer.from(secret));
  const right = stringToSign(parameters, {});

  test.each([
    ['another method', sign(right, SECRET, 'md5'), {}, ['sms-method']],
    ['signs not replaced', sign(stringToSign(parameters, { unreplaced: true })), {}, ['sms-not-replaced']],
    ['another account', sign(right, 'the secret of staging'), {}, ['other-account-secret']],
    ['both', sign(right, 'the secret of staging', 'md5'), {}, ['other-account-secret']],
    ['a parameter of the address', sign(right), { tenant: '7' }, ['sms-parameter-added']],
    ['no leading &', sign(right.slice(1)), {}, ['sms-no-leading-ampersand']],
    ['a changed text', sign(right.replace('a_1', 'a_2')), {}, []],
  ] as const)('%s', (_name, sig, extra, expected) => {
    const query = new URLSearchParams({ ...parameters, sig, ...extra });
    const request = aStoredRequest({ method: 'GET', target: `/?${query}`, receivedAt: NOW * 1_000_000 });
    const explanation = explainWebhook(request, makeKeyRing([account, staging]), settings);
    expect(explanation.verdict).toBe('failed');
    expect(names(explanation)).toEqual(expected);
  });

  test('nothing where empty values were dropped, because that verifies', () => {
    const sig = sign(stringToSign(parameters, { withoutEmpty: true }));
    const request = aStoredRequest({
      method: 'GET',
      target: `/?${new URLSearchParams({ ...parameters, sig })}`,
      receivedAt: NOW * 1_000_000,
    });
    const explanation = explainWebhook(request, makeKeyRing([account]), settings);
    expect(explanation).toMatchObject({ verdict: 'verified', causes: [] });
    expect(explanation.steps.find(({ name }) => name === 'hmac')?.sentence).toContain('leaving out empty');
  });
});

describe('of the vectors', () => {
  test.each([...vectors.jwt, ...vectors.sms].map((vector) => [vector.id, vector] as const))(
    '%s has whole steps',
    (_id, vector) => {
      const keyRing = 'config' in vector ? jwtKeyRing(vector) : smsKeyRing(vector);
      const explanation = explainWebhook(requestOf(vector), keyRing, { ageLimitS: 300, rejectOld: true });
      const states = explanation.steps.map(({ state }) => state).filter((state) => state !== 'finding');
      const end = states.findIndex((state) => state !== 'pass');
      const isWhole =
        explanation.verdict === 'verified'
          ? end === -1
          : states[end] === 'fail' && states.slice(end + 1).every((state) => state === 'not-reached');
      expect(isWhole).toBe(true);
      expect(explanation.steps.every(({ sentence }) => sentence.length > 5)).toBe(true);
      const secrets = 'config' in vector ? Object.values(vector.config.secrets) : [vector.secret];
      for (const secret of secrets) expect(JSON.stringify(explanation)).not.toContain(secret);
    },
  );

  test.each([
    ['invalid-payload-hash-uppercase', ['hash-upper-case']],
    ['invalid-payload-hash-base64', ['hash-base64']],
    ['invalid-trailing-newline', ['body-newline-added']],
    ['invalid-whitespace-changed', ['body-spaced']],
    ['invalid-no-bearer-prefix', ['bearer-missing']],
    ['invalid-altered-body', []],
    ['invalid-hs256-empty-secret', ['secret-empty']],
    ['invalid-alg-none', []],
    ['invalid-claims-swapped', []],
  ])('%s is %j', (id, expected) => {
    const vector = vectors.jwt.find((candidate) => candidate.id === id);
    if (vector === undefined) throw new Error('no such vector');
    const found = names(explainWebhook(requestOf(vector), jwtKeyRing(vector), settings));
    expect(found.filter((name) => name !== 'body-serialiser')).toEqual(expected);
  });
});
