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

  describe.each(SMS_METHODS)('with sig twice, signed by %s, has one that is right', (smsMethod) => {
    const secret = { label: 's', bytes: new TextEncoder().encode('sms-secret') };
    const account = { label: 'a', apiKey: 'abcd1234', secrets: [], smsSecret: secret, smsMethod, applicationIds: [] };
    const keyRing = makeKeyRing([account]);
    const rest = 'msisdn=447700900001&messageId=0A&api-key=abcd1234&timestamp=1';
    const members = '"msisdn":"447700900001","n":12345678901234567890,"api-key":"abcd1234","messageId":"0A"';
    const FORM = 'application/x-www-form-urlencoded';
    test.each([
      ['in the query', `/x?sig=1&${rest}&sig=2`, '', ''],
      ['in the query, of a POST without a body', `/x?sig=&${rest}&s%69g=2`, '', FORM],
      ['in the form', '/x', `sig=1&${rest}&sig=2&sig=1`, FORM],
      ['in query and form', '/x?sig=9&tenant=7', `${rest}&sig=2`, FORM],
      ['twice in both', '/x?sig=9&sig=8', `sig=1&${rest}&sig=2`, FORM],
      ['in a form that is no UTF-8', '/x?sig=1', `${rest}&text=\u00e4&sig=1&sig=2`, `${FORM}; charset=iso-8859-1`],
      ['in JSON', '/x', `{"sig":"1",${members},"timestamp":1,"sig":"2"}`, 'application/json'],
      [
        'in query and JSON, behind a byte order mark',
        '/x?sig=3',
        `\u00ef\u00bb\u00bf{${members},"timestamp":"1","sig":"2"}`,
        '',
      ],
    ])('%s', (_where, target, body, type) => {
      const webhook: OutgoingWebhook = {
        method: body === '' && type === '' ? 'GET' : 'POST',
        target,
        rawHeaders: type === '' ? [] : ['Content-Type', type],
        body: Buffer.from(body, 'latin1'),
      };
      const signed = signAgain(webhook, keyRing, NOW);
      expect(verdictOf(signed, keyRing)).toBe('verified');
      expect(sigsIn(signed)).toBe(1);
      if (body.includes('\u00e4')) expect(Buffer.from(signed.body).includes(0xe4)).toBe(true);
      if (body.includes('"n"')) expect(Buffer.from(signed.body).toString()).toContain('12345678901234567890');
      const unsigned = removeSignature(signed);
      expect([verdictOf(unsigned, keyRing), sigsIn(unsigned)]).toEqual(['sig_missing', 0]);
    });

    test('and not where another parameter is there twice: that is said', () => {
      const body = Buffer.from(`${rest}&text=a&text=b&sig=1`);
      const webhook = { method: 'POST', target: '/x', rawHeaders: ['Content-Type', FORM], body };
      expect(() => signAgain(webhook, keyRing, NOW)).toThrow('“text” is there twice');
    });
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

/** How often an app that looks everywhere finds a `sig`. */
function sigsIn({ target, body }: OutgoingWebhook): number {
  const text = Buffer.from(body).toString('latin1');
  const inQuery = new URLSearchParams(target.split('?')[1] ?? '').getAll('sig').length;
  return (
    inQuery + (text.includes('{') ? text.split('"sig":').length - 1 : new URLSearchParams(text).getAll('sig').length)
  );
}

function claimsOf({ rawHeaders }: OutgoingWebhook): Record<string, unknown> {
  const [, claims = ''] = headerValue(rawHeaders, 'authorization')?.split('.') ?? [];
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
