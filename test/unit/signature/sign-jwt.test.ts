import { createHash, createHmac } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { signJwt } from '../../../main/signature/sign-jwt.ts';

const SIGNER = {
  secret: 'a signature secret',
  apiKey: 'a1b2c3d4',
  applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
};
const NOW = 1_736_933_400;

function decode(part: string | undefined): unknown {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
}

describe('a token', () => {
  const body = Buffer.from('{"text":"hé"}');
  const [header, claims, signature] = signJwt(body, SIGNER, NOW).split('.');

  test('says HS256 and JWT', () => expect(decode(header)).toEqual({ alg: 'HS256', typ: 'JWT' }));

  test('has the claims that Vonage writes, in its order', () => {
    expect(decode(claims)).toEqual({
      iat: NOW,
      jti: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      iss: 'Vonage',
      payload_hash: createHash('sha256').update(body).digest('hex'),
      api_key: SIGNER.apiKey,
      application_id: SIGNER.applicationId,
    });
    expect(Object.keys(decode(claims) as object)).toEqual([
      'iat',
      'jti',
      'iss',
      'payload_hash',
      'api_key',
      'application_id',
    ]);
  });

  test('is signed over both parts with the secret', () => {
    const expected = createHmac('sha256', SIGNER.secret).update(`${header}.${claims}`).digest('base64url');
    expect(signature).toBe(expected);
  });

  test('is never the same twice', () => {
    expect(signJwt(body, SIGNER, NOW)).not.toBe(signJwt(body, SIGNER, NOW));
  });
});

test('any bytes can be signed, and any secret signs', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (body, secret) => {
      const token = signJwt(body, { ...SIGNER, secret }, NOW);
      expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{43}$/);
      const end = token.lastIndexOf('.');
      const expected = createHmac('sha256', secret).update(token.slice(0, end)).digest('base64url');
      expect(token.slice(end + 1)).toBe(expected);
      expect(decode(token.split('.')[1])).toMatchObject({
        payload_hash: createHash('sha256').update(body).digest('hex'),
      });
    }),
  );
});
