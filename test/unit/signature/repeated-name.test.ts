import { expect, test } from 'vitest';

import { decodePayload } from '../../../main/domain/decode-payload.ts';
import { signSms, stringToSign } from '../../../main/signature/check-sms-signature.ts';
import { explainWebhook } from '../../../main/signature/doctor.ts';
import { makeKeyRing } from '../../../main/signature/key-ring.ts';
import { verifyWebhook } from '../../../main/signature/verify-webhook.ts';
import { aStoredRequest } from '../../support/arrivals.ts';
import { aSecret, anAccount } from '../../support/key-ring-accounts.ts';

const SECRET = 'SmsFixtureSecret_0001';
const NOW = 1_736_933_400;
const keyRing = makeKeyRing([anAccount({ smsSecret: aSecret(SECRET) })]);
const settings = { ageLimitS: 300, rejectOld: false };

const seen = { 'api-key': 'a1b2c3d4', msisdn: '447700900001', text: 'last', timestamp: String(NOW) };
const sig = signSms(stringToSign(seen, {}), 'sha256', Buffer.from(SECRET));
const all = { ...seen, sig };
const form = new URLSearchParams(all).toString();
const json = JSON.stringify(all);

function requestWith(fields: Partial<Parameters<typeof aStoredRequest>[0]>) {
  return aStoredRequest({ method: 'POST', target: '/', receivedAt: NOW * 1_000_000, ...fields });
}

test.each([
  ['form', requestWith({ body: Buffer.from(form) })],
  ['JSON', requestWith({ body: Buffer.from(json) })],
  ['query', requestWith({ method: 'GET', target: `/?${form}`, body: Buffer.alloc(0) })],
])('a %s where each name is there once is verified', (_name, request) => {
  expect(verifyWebhook(request, decodePayload(request).parameters, keyRing, settings).verdict).toBe('verified');
});

test.each([
  ['form', requestWith({ body: Buffer.from(`text=first&${form}`) })],
  ['form that spells it otherwise', requestWith({ body: Buffer.from(`%74ext=first&${form}`) })],
  ['JSON', requestWith({ body: Buffer.from(`{"text":"first",${json.slice(1)}`) })],
  ['JSON that spells it otherwise', requestWith({ body: Buffer.from(`{"\\u0074ext":"first",${json.slice(1)}`) })],
  ['query', requestWith({ method: 'GET', target: `/?text=first&${form}`, body: Buffer.alloc(0) })],
])('a %s with a second value is not: a reader may take the one that was not signed', (_name, request) => {
  const { verdict, reason, steps, causes } = explainWebhook(request, keyRing, settings);
  expect({ verdict, reason, causes }).toEqual({ verdict: 'failed', reason: 'bad_sig', causes: [] });
  expect(steps.find(({ state }) => state === 'fail')?.sentence).toBe(
    'The parameter “text” is there twice, so nobody can tell which of the two was signed.',
  );
});
