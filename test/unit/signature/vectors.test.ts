import { describe, expect, test } from 'vitest';

import { decodePayload } from '../../../main/domain/decode-payload.ts';
import { checkJwt } from '../../../main/signature/check-jwt.ts';
import { checkSmsSignature, signSms, stringToSign } from '../../../main/signature/check-sms-signature.ts';
import { headerValue } from '../../../main/domain/captured-request.ts';
import { EMPTY_KEY_RING } from '../../../main/signature/key-ring.ts';
import { repeatedName } from '../../../main/signature/repeated-name.ts';
import { verifyWebhook } from '../../../main/signature/verify-webhook.ts';
import { jwtKeyRing, requestOf, smsKeyRing, vectors } from '../../support/signature-vectors.ts';

const VERDICT_OF_REASON: Readonly<Record<string, string>> = {
  missing_authorization: 'unsigned',
  sig_missing: 'unsigned',
  unknown_api_key: 'no-secret',
};

test.each(vectors.jwt.map((vector) => [vector.id, vector] as const))('token %s', (_id, vector) => {
  const { rawHeaders, body } = requestOf(vector);
  const { config, now } = vector;
  const outcome = checkJwt(
    { authorization: headerValue(rawHeaders, 'authorization'), body, decodedBody: () => null },
    {
      keyRing: jwtKeyRing(vector),
      now,
      toleranceS: config.tolerance_s,
      rejectOld: true,
      requirePayloadHash: config.require_payload_hash,
    },
  );
  expect(outcome.reason).toBe(vector.reason);
});

test.each(vectors.sms.map((vector) => [vector.id, vector] as const))('SMS signature %s', (_id, vector) => {
  const request = requestOf(vector);
  const decoded = decodePayload(request).parameters;
  if (decoded.type !== 'parameters') throw new Error('the vector has no parameters');
  expect(decoded.payload).toEqual(vector.params);
  const rules = {
    keyRing: smsKeyRing(vector),
    now: vector.now,
    toleranceS: vector.tolerance_s,
    rejectOld: true,
  };
  const outcome = checkSmsSignature(decoded.payload, rules, () => repeatedName(request));
  expect(outcome.reason).toBe(vector.reason);
  const text = stringToSign(decoded.payload, { withoutEmpty: vector.try_without_empty });
  expect(text).toBe(vector.string_to_sign);
  expect(signSms(text, vector.algorithm, Buffer.from(vector.secret))).toBe(vector.expected_sig.toLowerCase());
});

describe('as webhooks, where age fails', () => {
  const settings = { ageLimitS: 300, rejectOld: true };
  const whole = vectors.jwt.filter(({ config }) => config.tolerance_s !== null && config.require_payload_hash);

  test.each([...whole, ...vectors.sms].map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const request = requestOf(vector);
    const { parameters } = decodePayload(request);
    const keyRing = 'config' in vector ? jwtKeyRing(vector) : smsKeyRing(vector);
    const { verdict, reason } = verifyWebhook(request, parameters, keyRing, settings);
    expect({ verdict, reason }).toEqual({
      verdict: vector.reason === null ? 'verified' : (VERDICT_OF_REASON[vector.reason] ?? 'failed'),
      reason: vector.reason,
    });
    expect(verifyWebhook(request, parameters, EMPTY_KEY_RING, settings).verdict).not.toBe('verified');
  });
});
