import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redact } from '../../../main/domain/redact.ts';
import { signJwt } from '../../../main/signature/sign-jwt.ts';

describe('a secret goes by its name', () => {
  test.each([
    ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['authorization: bearer abc.def', 'abc.def'],
    ['Cookie: session=s3cr3t', 's3cr3t'],
    ['{"api_secret":"s3cr3t","x":1}', 's3cr3t'],
    [String.raw`{"password":"with \"s3cr3t\" quotes"}`, 's3cr3t'],
    ["{ apiSecret: 's3cr3t value' }", 's3cr3t'],
    ['signature-secret = s3cr3t', 's3cr3t'],
    ['/webhooks/inbound-sms?msisdn=1&sig=0a1b2c3d4e&to=2', '0a1b2c3d4e'],
    ['NGROK_AUTHTOKEN=2abcDEF_token', '2abcDEF_token'],
    ['private_key: MIIEvQIBADANBg', 'MIIEvQIBADANBg'],
    ['passwd="s3cr3t"', 's3cr3t'],
  ])('%s', (text, secret) => {
    const redacted = redact(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain('[redacted]');
  });
});

describe('what is no secret stays readable', () => {
  test.each([
    'listening http://127.0.0.1:4747',
    'port 4747 is taken, so it is 4748',
    '2025-01-15T09:30:00.123Z error webhooks cannot be stored: SqliteError: database or disk is full',
    'at Receiver.send (file:///app/dist/main/index.js:1234:56)',
    'message 3f6d2b1c-8e47-4a59-9d30-123456789012 and 12345678-8e47-4a59-9d30-5b7c1e0f2a68',
    'took 0.12345678 of file 12345678.db',
    'id 1234567890123456789012',
    '/webhooks/message-status',
  ])('%s', (text) => expect(redact(text)).toBe(text));
});

describe('a phone number goes by its shape, wherever it stands', () => {
  test.each([
    '447700900001',
    '+447700900001',
    'failed for 447700900001: no route',
    'to 447700900001.',
    '{"to":447700900001}',
    '{"from":{"number":"447700900001"}}',
    'GET /answer?to=447700900001&from=447700900002',
    '/users/447700900001/messages',
    'tel:+447700900001;ext=1',
    'sip:447700900001@example.com',
  ])('%s', (text) => expect(redact(text)).not.toMatch(/\d{7}/));
});

const separator = fc.constantFrom(' ', '\n', '"', "'", '(', ')', '[', '<', '>', ',', ';', ':', '=', '/', '&', '?', '|');
const phoneNumber = fc
  .tuple(fc.constantFrom('', '+'), fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{6,14}$/))
  .map(([plus, first, rest]) => ({ plus, digits: `${first}${rest}` }));

test('no phone number survives between any separators', () => {
  fc.assert(
    fc.property(fc.string(), separator, phoneNumber, separator, (before, left, { plus, digits }, right) => {
      expect(redact(`${before}${left}${plus}${digits}${right}`)).not.toContain(digits);
    }),
  );
});

test('no token survives, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array(), fc.string(), fc.nat(), (before, body, after, now) => {
      const token = signJwt(body, { secret: 's', apiKey: 'a1b2c3d4', applicationId: 'x' }, now);
      const redacted = redact(`${before}${token}${after}`);
      for (const part of token.split('.')) expect(redacted).not.toContain(part);
    }),
  );
});
