import { createHash } from 'node:crypto';

import * as fc from 'fast-check';
import type { JWTPayload } from 'jose';
import { jwtVerify, SignJWT } from 'jose';
import { expect, test } from 'vitest';

import { checkJwt } from '../../../main/signature/check-jwt.ts';
import { makeKeyRing } from '../../../main/signature/key-ring.ts';
import { signJwt } from '../../../main/signature/sign-jwt.ts';
import { aSecret, anAccount } from '../../support/key-ring-accounts.ts';

const NOW = 1_736_933_400;
const SECRET = 'fixture-signature-secret-0001-not-a-real-secret';
const KEY = new TextEncoder().encode(SECRET);
const TOLERANCE_S = 300;
const body = Buffer.from('{"message_uuid":"a"}');
const bodyHash = createHash('sha256').update(body).digest('hex');

/** jose with the rules of vonage-webhooks, 6.4; an independent reader of the same token. */
async function joseAccepts(token: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, KEY, {
      algorithms: ['HS256'],
      issuer: 'Vonage',
      requiredClaims: ['iat'],
      currentDate: new Date(NOW * 1_000),
    });
    const isInTime = Math.abs(NOW - (payload.iat ?? 0)) <= TOLERANCE_S;
    return isInTime && payload['payload_hash'] === bodyHash;
  } catch {
    return false;
  }
}

function weAccept(token: string): boolean {
  const keyRing = makeKeyRing([anAccount({ apiKey: null, secrets: [aSecret(SECRET)] })]);
  const question = { authorization: `Bearer ${token}`, body, decodedBody: () => null };
  const rules = { keyRing, now: NOW, toleranceS: TOLERANCE_S, rejectOld: true, requirePayloadHash: true };
  return checkJwt(question, rules).reason === null;
}

const claims = fc.record(
  {
    iss: fc.constantFrom('Vonage', 'vonage', 'Nexmo', ''),
    iat: fc.oneof(fc.constant(NOW), fc.integer({ min: NOW - 302, max: NOW + 302 }), fc.constantFrom('now', null)),
    exp: fc.integer({ min: NOW - 2, max: NOW + 2 }),
    nbf: fc.integer({ min: NOW - 2, max: NOW + 2 }),
    payload_hash: fc.constantFrom(bodyHash, bodyHash.toUpperCase(), '', 'a'.repeat(64)),
    api_key: fc.constantFrom('a1b2c3d4', '__proto__'),
  },
  { requiredKeys: [] },
);
const rightClaims = { iss: 'Vonage', iat: NOW, payload_hash: bodyHash };

test('we take exactly the tokens that jose takes by the same rules', async () => {
  let accepted = 0;
  const alg = fc.constantFrom('HS256', 'HS256', 'HS256', 'HS384', 'HS512');
  const secret = fc.constantFrom(KEY, KEY, KEY, new TextEncoder().encode('another-secret-of-some-length-0002-x'));
  await fc.assert(
    fc.asyncProperty(claims, fc.boolean(), alg, secret, async (given, isRight, algorithm, key) => {
      // Wrong types are the point.
      const payload = (isRight ? { ...given, ...rightClaims } : given) as JWTPayload;
      const token = await new SignJWT(payload).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(key);
      const takes = weAccept(token);
      expect(takes).toBe(await joseAccepts(token));
      accepted += Number(takes);
    }),
    { numRuns: 2_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test('a token that was changed in any place is taken by neither', async () => {
  const token = signJwt(body, { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: 'app' }, NOW);
  expect([weAccept(token), await joseAccepts(token)]).toEqual([true, true]);
  const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ');
  for (let at = 0; at < token.length; at += 1) {
    for (const other of alphabet) {
      if (other === token[at]) continue;
      expect(weAccept(token.slice(0, at) + other + token.slice(at + 1))).toBe(false);
    }
  }
  for (let length = 0; length < token.length; length += 1) expect(weAccept(token.slice(0, length))).toBe(false);
});
