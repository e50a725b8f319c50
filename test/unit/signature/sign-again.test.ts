import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { headerValue } from '../../../main/domain/captured-request.ts';
import { decodePayload } from '../../../main/domain/decode-payload.ts';
import type { OutgoingWebhook } from '../../../main/domain/delivery.ts';
import type { KeyRing } from '../../../main/signature/key-ring.ts';
import { EMPTY_KEY_RING, makeKeyRing } from '../../../main/signature/key-ring.ts';
import { removeSignature, signAgain } from '../../../main/signature/sign-again.ts';
import { verifyWebhook } from '../../../main/signature/verify-webhook.ts';
import { SMS_METHODS } from '../../../shared/signature.ts';
import { jwtKeyRing, requestOf, smsKeyRing, vectors } from '../../support/signature-vectors.ts';

const NOW = 1_800_000_000;
const STRICT = { ageLimitS: 0, rejectOld: true };

function verdictOf(webhook: OutgoingWebhook, keyRing: KeyRing) {
  const { parameters } = decodePayload(webhook);
  const { verdict, reason } = verifyWebhook({ ...webhook, receivedAt: NOW * 1_000_000 }, parameters, keyRing, STRICT);
  return reason ?? verdict;
}

const validTokens = vectors.jwt.filter(({ expect, config }) => expect === 'valid' && config.require_payload_hash);
const validSms = vectors.sms.filter(
  ({ expect, request }) => expect === 'valid' && !('Content-Encoding' in request.headers),
);

describe('a webhook with a token', () => {
  test.each(validTokens.map((vector) => [vector.id, vector] as const))('%s is verified again', (_id, vector) => {
    const keyRing = jwtKeyRing(vector);
    const signed = signAgain({ ...requestOf(vector), body: Buffer.from('{"changed":true}') }, keyRing, NOW);
    expect(verdictOf(signed, keyRing)).toBe('verified');
  });

  test('keeps the place and case of its header, and its other claims', () => {
    const [vector] = validTokens;
    if (vector === undefined) throw new Error('no vector');
    const request = requestOf(vector);
    const signed = signAgain(request, jwtKeyRing(vector), NOW);
    expect(signed.rawHeaders.filter((_, n) => n % 2 === 0)).toEqual(request.rawHeaders.filter((_, n) => n % 2 === 0));
    const claims = claimsOf(signed);
    const before = claimsOf(request);
    expect(claims).toEqual({ ...before, iat: NOW, jti: claims['jti'], payload_hash: claims['payload_hash'] });
    expect(claims['jti']).not.toBe(before['jti']);
    expect(signed.body).toBe(request.body);
  });

  test('without a secret says which one is missing', () => {
    const [vector] = validTokens;
    if (vector === undefined) throw new Error('no vector');
    expect(() => signAgain(requestOf(vector), EMPTY_KEY_RING, NOW)).toThrow(
      /^There is no secret for the API key \w+\./,
    );
  });

  test('that had none gets one', () => {
    const [vector] = validTokens;
    if (vector === undefined) throw new Error('no vector');
    const keyRing = jwtKeyRing(vector);
    const unsigned = removeSignature(requestOf(vector));
    expect(verdictOf(unsigned, keyRing)).toBe('missing_authorization');
    expect(verdictOf(signAgain(unsigned, keyRing, NOW), keyRing)).toBe('verified');
  });
});

describe('an SMS webhook', () => {
  test.each(validSms.map((vector) => [vector.id, vector] as const))('%s is verified again', (_id, vector) => {
    const keyRing = smsKeyRing(vector);
    const signed = signAgain(requestOf(vector), keyRing, NOW);
    expect(verdictOf(signed, keyRing)).toBe('verified');
  });

  test.each(SMS_METHODS)('is signed by %s where the account says so, in query, form and JSON', (smsMethod) => {
    const secret = { label: 's', bytes: new TextEncoder().encode('sms-secret') };
    const account = { label: 'a', apiKey: 'abcd1234', secrets: [], smsSecret: secret, smsMethod, applicationIds: [] };
    const keyRing = makeKeyRing([account]);
    const form = 'msisdn=447700900001&to=1&messageId=0A&text=a%26b%3Dc+d&type=text&api-key=abcd1234';
    const json =
      '{ "msisdn": "447700900001", "to":"1", "messageId":"0A", "text":"a&b=c", "n": 1.50, "api-key":"abcd1234" }\n';
    const webhooks = [
      { method: 'GET', target: `/webhooks/inbound-sms?${form}`, rawHeaders: [], body: new Uint8Array(0) },
      {
        method: 'POST',
        target: '/x',
        rawHeaders: ['Content-Type', 'application/x-www-form-urlencoded'],
        body: Buffer.from(form),
      },
      { method: 'POST', target: '/x', rawHeaders: ['Content-Type', 'application/json'], body: Buffer.from(json) },
    ];
    for (const webhook of webhooks) {
      const signed = signAgain(webhook, keyRing, NOW);
      expect(verdictOf(signed, keyRing)).toBe('verified');
      // Again, over what is there by now, and back.
      expect(verdictOf(signAgain(signed, keyRing, NOW), keyRing)).toBe('verified');
      expect(verdictOf(removeSignature(signed), keyRing)).toBe('sig_missing');
    }
    const [, , signed] = webhooks.map((webhook) => Buffer.from(signAgain(webhook, keyRing, NOW).body).toString());
    expect(signed?.startsWith(json.slice(0, json.lastIndexOf('"') + 1))).toBe(true);
  });

  test('that is compressed can’t be signed again, and says so', () => {
    const body = gzipSync('{"msisdn":"1","messageId":"2","sig":"3","api-key":"abcd1234"}');
    const webhook = { method: 'POST', target: '/', rawHeaders: ['Content-Encoding', 'gzip'], body };
    expect(() => removeSignature(webhook)).toThrow('The body is compressed');
  });
});

test('removing leaves an Authorization that is not Vonage’s', () => {
  const webhook = { method: 'POST', target: '/', rawHeaders: ['Authorization', 'Basic eDp5'], body: Buffer.from('{}') };
  expect(removeSignature(webhook)).toEqual(webhook);
});

function claimsOf({ rawHeaders }: OutgoingWebhook): Record<string, unknown> {
  const [, claims = ''] = headerValue(rawHeaders, 'authorization')?.split('.') ?? [];
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
