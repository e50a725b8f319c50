import { expect, test } from 'vitest';

import { explainValue } from '../../../shared/vonage/explain-value.ts';

const status = { api: 'messages-v1', kind: 'message-status', channel: 'sms' };
const receipt = { api: 'sms', kind: 'delivery-receipt', channel: 'sms' };

test.each([
  [status, ['status'], 'submitted', /^Vonage handed the message .*\. More may follow\.$/],
  [status, ['status'], 'Delivered', /reached the phone\.$/],
  [{ ...status, channel: 'whatsapp' }, ['status'], 'delivered', /reached the device.* More may follow\.$/],
  [status, ['sms', 'segments', 1, 'status'], 'undeliverable', /could not deliver/],
  [status, ['error', 'title'], '1170', /^Recipient number missing or invalid\. Write `to`/],
  [status, ['sms', 'segments', 0, 'error_code'], '1180', /^Subscriber absent/],
  [receipt, ['err-code'], '9', /^Illegal number: user opted out\. Do not send/],
  [{ api: 'messages-v0.1', kind: 'message-status', channel: 'sms' }, ['error', 'code'], '1300', /^Not a user/],
  [{ api: 'number-insight', kind: 'insight-advanced-async', channel: null }, ['status'], '43', /^No live lookup\./],
  [{ api: 'reports', kind: 'report-finished', channel: null }, ['request_status'], 'SUCCESS', /can be downloaded/],
  [{ api: 'video', kind: 'session-monitoring', channel: null }, ['event'], 'streamCreated', /publish a stream/],
  [{ api: 'conversation', kind: 'rtc-event', channel: null }, ['type'], 'custom:mine', /your own application/],
] as const)('%o %j %s', (webhook, path, value, meaning) => {
  expect(explainValue(webhook, path, value)).toMatch(meaning);
});

test.each([
  [status, ['status'], 'vanished'],
  [status, ['error', 'title'], '1'],
  [status, ['client_ref'], '1170'],
  [status, ['client_ref'], 'delivered'],
  [{ ...status, kind: 'inbound-message' }, ['reply', 'title'], '1000'],
  [{ api: 'unknown', kind: 'unknown', channel: null }, ['status'], 'delivered'],
] as const)('%o %j %s is nothing that we know', (webhook, path, value) => {
  expect(explainValue(webhook, path, value)).toBeNull();
});
