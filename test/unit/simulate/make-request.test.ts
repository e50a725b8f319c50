import { expect, test } from 'vitest';

import { decodePayload } from '../../../main/domain/decode-payload.ts';
import type { OutgoingWebhook } from '../../../main/domain/delivery.ts';
import type { Shape } from '../../../main/simulate/make-request.ts';
import { makeRequest } from '../../../main/simulate/make-request.ts';
import { chooseSigners, UNSIGNED } from '../../../main/simulate/signers.ts';
import { EMPTY_KEY_RING, makeKeyRing } from '../../../main/signature/key-ring.ts';
import { verifyWebhook } from '../../../main/signature/verify-webhook.ts';
import { anAccount, aSecret } from '../../support/key-ring-accounts.ts';

const keyRing = makeKeyRing([
  anAccount({ secrets: [aSecret('old'), aSecret('new')], smsMethod: 'md5hash' }),
  anAccount({ apiKey: 'bbbbbbbb', secrets: [aSecret('of b')] }),
  anAccount({ apiKey: 'cccccccc' }),
]);
const sms = { msisdn: '447700900001', messageId: '0A00000012345678', text: 'a=1&b=2 ✓', empty: '' };
const smsShape: Shape = { path: '/webhooks/inbound-sms', encoding: 'form', signing: 'sms' };

function judge(webhook: OutgoingWebhook) {
  const request = { ...webhook, receivedAt: Date.now() * 1_000 };
  return verifyWebhook(request, decodePayload(request).parameters, keyRing, { ageLimitS: 300, rejectOld: true });
}

test.each(['json', 'form', 'get'] as const)(
  'an SMS webhook as %s is signed by the method of its account',
  (encoding) => {
    const signers = chooseSigners(keyRing, { by: 'first' }) ?? UNSIGNED;
    const request = makeRequest(sms, { ...smsShape, encoding }, signers);
    expect(judge(request)).toMatchObject({ verdict: 'verified', account: 'a1b2c3d4' });
    expect(judge(makeRequest(sms, { ...smsShape, encoding }, signers, true))).toMatchObject({ reason: 'bad_sig' });
  },
);

test('an SMS webhook of an account that does not sign them has its key and no signature', () => {
  const signers = chooseSigners(keyRing, { by: 'account', apiKey: 'bbbbbbbb' }) ?? UNSIGNED;
  const request = makeRequest(sms, { ...smsShape, encoding: 'json' }, signers);
  expect(JSON.parse(Buffer.from(request.body).toString())).toEqual({ 'api-key': 'bbbbbbbb', ...sms });
});

test('a token is made with the newest secret of the account, and a forged one does not verify', () => {
  const shape: Shape = { path: '/x', encoding: 'json', signing: 'jwt' };
  const signers = chooseSigners(keyRing, { by: 'first' }) ?? UNSIGNED;
  expect(judge(makeRequest({ a: 1 }, shape, signers))).toMatchObject({ verdict: 'verified' });
  expect(judge(makeRequest({ a: 1 }, shape, signers, true))).toMatchObject({ reason: 'bad_signature' });
  expect(judge(makeRequest({ a: 1 }, { ...shape, encoding: 'get' }, signers))).toMatchObject({ verdict: 'verified' });
});

test('nobody signs nothing, and an account without a secret can’t', () => {
  const signers = chooseSigners(keyRing, { by: 'nobody' });
  expect(signers).toEqual(UNSIGNED);
  expect(makeRequest({ a: 1 }, { path: '/x', encoding: 'json', signing: 'jwt' }, UNSIGNED).rawHeaders).toEqual([
    'Content-Type',
    'application/json',
  ]);
  expect(chooseSigners(keyRing, { by: 'account', apiKey: 'cccccccc' })).toBeNull();
  expect(chooseSigners(keyRing, { by: 'account', apiKey: null })).toBeNull();
  expect(chooseSigners(keyRing, { by: 'account', apiKey: '__proto__' })).toBeNull();
  // Before there is any account, webhooks still look like the real thing.
  expect(chooseSigners(EMPTY_KEY_RING, { by: 'first' })).toMatchObject({ jwt: { apiKey: 'abcd1234' }, sms: null });
});

test('objects travel in a query as their JSON, behind one that the address has', () => {
  const { method, target } = makeRequest(
    { dtmf: { digits: null }, uuid: 'a b' },
    { path: '/e?tenant=7', encoding: 'get', signing: 'none' },
    UNSIGNED,
  );
  expect([method, target]).toEqual(['GET', '/e?tenant=7&dtmf=%7B%22digits%22%3Anull%7D&uuid=a+b']);
});
