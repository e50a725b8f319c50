import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { toExportRecord } from '../../../main/transfer/export-record.ts';
import { aStoredRequest } from '../../support/arrivals.ts';

const signedStatus = aStoredRequest({
  id: 7,
  receivedAt: 1_736_933_400_000_042,
  method: 'POST',
  target: '/webhooks/inbound-message?a=1&b=%20',
  rawHeaders: ['Authorization', 'Bearer a.b.c', 'X-Twice', '1', 'x-twice', '2'],
  body: '{"message_uuid":"m-1","channel":"sms","to":"447700900001","from":"447700900000","status":"rejected","timestamp":"2025-01-15T09:30:00Z","error":{"title":"1340"}}',
  durationUs: 812,
  via: 'simulator',
});

test('a line has every promised name, in the promised form', () => {
  expect(toExportRecord(signedStatus, null)).toEqual({
    id: 7,
    receivedAt: '2025-01-15T09:30:00.000042Z',
    method: 'POST',
    path: '/webhooks/inbound-message',
    query: 'a=1&b=%20',
    httpVersion: '1.1',
    headers: [
      ['Authorization', 'Bearer a.b.c'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ],
    bodyBase64: Buffer.from(signedStatus.body).toString('base64'),
    bodyBytes: signedStatus.body.length,
    announcedBytes: signedStatus.body.length,
    outcome: 'complete',
    api: 'messages-v1',
    kind: 'message-status',
    channel: 'sms',
    messageId: 'm-1',
    from: '447700900000',
    to: '447700900001',
    status: 'rejected',
    errorCode: '1340',
    summary: expect.stringContaining('rejected'),
    sentAt: '2025-01-15T09:30:00.000Z',
    misroutedTo: 'inbound-message',
    verdict: 'failed',
    reason: 'malformed_token',
    via: 'simulator',
    remote: '127.0.0.1:50000',
    durationUs: 812,
    answerStatus: 200,
    answerRule: null,
    note: null,
  });
});

test('the verdict of the index goes before the one that is worked out here', () => {
  expect(toExportRecord(signedStatus, { verdict: 'verified', reason: null })).toMatchObject({
    verdict: 'verified',
    reason: null,
  });
});

test('what is not known is null, and no time is made up', () => {
  expect(toExportRecord(aStoredRequest({ body: 'junk' }), null)).toMatchObject({
    api: 'unknown',
    kind: 'unknown',
    channel: null,
    messageId: null,
    from: null,
    to: null,
    status: null,
    errorCode: null,
    sentAt: null,
    misroutedTo: null,
  });
});

test('the time keeps its microseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000_000 }), (receivedAt) => {
      const text = toExportRecord(aStoredRequest({ receivedAt }), null).receivedAt;
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(Date.parse(`${text.slice(0, 23)}Z`) * 1_000 + Number(text.slice(23, 26))).toBe(receivedAt);
    }),
  );
});

test('the bytes of any body survive, and a line is one line', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.array(fc.string()), fc.string(), (body, rawHeaders, target) => {
      const line = JSON.stringify(toExportRecord(aStoredRequest({ body, rawHeaders, target }), null));
      expect(line).not.toMatch(/[\r\n]/);
      const { bodyBase64 } = JSON.parse(line) as { bodyBase64: string };
      expect(Buffer.from(bodyBase64, 'base64').equals(body)).toBe(true);
    }),
  );
});

test('a body that is a view into a larger buffer gives its own bytes only', () => {
  const body = new Uint8Array(Buffer.from('before{}after')).subarray(6, 8);
  expect(toExportRecord(aStoredRequest({ body }), null).bodyBase64).toBe(Buffer.from('{}').toString('base64'));
});
