import { createHmac } from 'node:crypto';

import type { Explanation } from '../../shared/contract.ts';
import type { KeyRingAccount } from '../../main/signature/key-ring.ts';
import { makeKeyRing } from '../../main/signature/key-ring.ts';
import { signSms } from '../../main/signature/check-sms-signature.ts';
import { explainWebhook } from '../../main/signature/doctor.ts';
import { signJwt } from '../../main/signature/sign-jwt.ts';
import { aStoredRequest } from './arrivals.ts';
import type { SampleRequest } from './samples.ts';
import { anAccount, aSecret } from './key-ring-accounts.ts';

/** A webhook and what the real doctor says of it. */
export interface SignatureScene {
  readonly name: SceneName;
  readonly request: SampleRequest;
  readonly explanation: Explanation;
}

export type SceneName = (typeof NAMES)[number];

const NAMES = [
  'verified',
  're-encoded',
  'forged',
  'wrong-secret',
  'other-account',
  'old',
  'unsigned',
  'no-secret',
  'sms-method',
  'hostile',
] as const;

const SECRET = 'fixture-signature-secret-0001-not-a-real-secret';
const OTHER_SECRET = 'fixture-signature-secret-0002-sub-account';
const SIGNER = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68' };
const production = anAccount({
  secrets: [aSecret(SECRET)],
  smsSecret: aSecret('SmsFixtureSecret_0001', 'sms'),
  smsMethod: 'sha256',
});
const staging = anAccount({ label: 'Staging', apiKey: 'e5f6a7b8', secrets: [aSecret(OTHER_SECRET)] });

const BODY = JSON.stringify({
  to: '447700900000',
  from: '447700900001',
  channel: 'whatsapp',
  message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  timestamp: '2025-01-15T09:30:00Z',
  message_type: 'text',
  text: 'Hello! Is my order on its way?',
  usage: { currency: 'EUR', price: '0.0333' },
});
const SMS = {
  'api-key': 'a1b2c3d4',
  msisdn: '447700900001',
  to: '447700900000',
  messageId: '0A0000001234ABCE',
  text: 'Hello',
  type: 'text',
};
const HOSTILE = '<img src=x onerror=alert(1)>\u202Egnp';

const bearer = (token: string): NonNullable<SampleRequest['headers']> => [
  ['Content-Type', 'application/json'],
  ['Authorization', `Bearer ${token}`],
];
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Each ends in another verdict, reason or cause. */
export function signatureScenes(now = Math.floor(Date.now() / 1_000)): SignatureScene[] {
  const signed = signJwt(Buffer.from(BODY), SIGNER, now - 2);
  const requests: Record<SceneName, readonly [SampleRequest, readonly KeyRingAccount[]]> = {
    verified: [{ headers: bearer(signed), body: BODY }, [production]],
    're-encoded': [
      { headers: bearer(signed), body: BODY.replaceAll('":', '": ').replaceAll(',"', ', "') },
      [production],
    ],
    forged: [{ headers: bearer(signed), body: BODY.replace('0.0333', '9.0333') }, [production]],
    'wrong-secret': [
      {
        headers: bearer(signJwt(Buffer.from(BODY), { ...SIGNER, secret: 'the secret before the rotation' }, now - 2)),
        body: BODY,
      },
      [production],
    ],
    'other-account': [
      {
        headers: bearer(signJwt(Buffer.from(BODY), { ...SIGNER, secret: OTHER_SECRET }, now - 2)),
        body: BODY,
      },
      [production, staging],
    ],
    old: [{ headers: bearer(signJwt(Buffer.from(BODY), SIGNER, now - 8_040)), body: BODY }, [production]],
    unsigned: [{ body: BODY }, [production]],
    'no-secret': [{ headers: bearer(signed), body: BODY }, []],
    'sms-method': [{ method: 'GET', path: `/webhooks/inbound-sms?${toQuery(now)}`, headers: [] }, [production]],
    hostile: [{ headers: bearer(hostileToken()), body: BODY }, [production]],
  };
  return NAMES.map((name) => explainScene(name, requests[name][0], requests[name][1], now));
}

/** Signed as the account is not set. */
function toQuery(now: number): string {
  const parameters = { ...SMS, timestamp: String(now - 2) };
  const text = Object.entries(parameters)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `&${name}=${value}`)
    .join('');
  const sig = signSms(text, 'md5hash', Buffer.from('SmsFixtureSecret_0001'));
  return new URLSearchParams({ ...parameters, sig }).toString();
}

function hostileToken(): string {
  const claims = { iss: HOSTILE, api_key: 'a1b2c3d4', application_id: HOSTILE, [HOSTILE]: 1, iat: 1e300 };
  const text = `${encode({ alg: 'HS256', typ: HOSTILE })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

function explainScene(
  name: SceneName,
  request: SampleRequest,
  accounts: readonly KeyRingAccount[],
  now: number,
): SignatureScene {
  const { method = 'POST', path = '/webhooks/inbound-message', headers = [], body = '' } = request;
  const explanation = explainWebhook(
    aStoredRequest({
      method,
      target: path,
      rawHeaders: headers.flat(),
      body: Buffer.from(body),
      receivedAt: now * 1_000_000,
    }),
    makeKeyRing(accounts),
    { ageLimitS: 300, rejectOld: false },
  );
  const { verdict, reason, signedAt, account } = explanation;
  return {
    name,
    request: { ...request, name, row: { verdict, reason }, detail: { signedAt, account } },
    explanation: JSON.parse(JSON.stringify(explanation)) as Explanation,
  };
}
