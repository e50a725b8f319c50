import { describe, expect, test } from 'vitest';

import { understood, understoodQuery } from './understood.ts';

const sms = {
  'api-key': 'a1b2c3d4',
  msisdn: '447700900001',
  to: '447700900000',
  messageId: '0A0000001234ABCD',
  text: 'Hello',
  type: 'text',
  keyword: 'HELLO',
  'message-timestamp': '2025-01-15 09:30:00',
};
const receipt = {
  'api-key': 'a1b2c3d4',
  msisdn: '447700900001',
  to: 'TESTBRAND',
  'network-code': '23410',
  messageId: '0A0000001234CD01',
  price: '0.03330000',
  status: 'delivered',
  scts: '2501150930',
  'err-code': '0',
  'message-timestamp': '2025-01-15 09:30:01',
};

describe('an inbound SMS', () => {
  const expected = {
    api: 'sms',
    kind: 'inbound-sms',
    channel: 'sms',
    messageId: '0A0000001234ABCD',
    from: '447700900001',
    to: '447700900000',
    status: null,
    errorCode: null,
    summary: 'Hello',
    sentAt: Date.UTC(2025, 0, 15, 9, 30),
    account: 'a1b2c3d4',
  };

  test('is the same as JSON, form and query', () => {
    expect(understood(sms)).toEqual(expected);
    expect(understoodQuery(new URLSearchParams(sms).toString())).toEqual(expected);
  });

  test('may have numbers where the specification has text', () => {
    expect(understood({ ...sms, msisdn: 447700900001, to: 447700900000 })).toEqual(expected);
  });

  test.each([
    ['a part', { concat: 'true', 'concat-ref': '7', 'concat-total': '3', 'concat-part': '2' }, '(2/3) Hello'],
    ['a part of numbers', { concat: true, 'concat-total': 3, 'concat-part': 2 }, '(2/3) Hello'],
    ['a part of unknown many', { 'concat-part': '2' }, '(2/?) Hello'],
    ['binary', { type: 'binary', text: undefined, data: '0A1B', udh: '0500' }, 'Binary: 0A1B'],
    ['an empty text', { text: '' }, 'Empty text'],
    ['the word null', { text: 'null' }, 'null'],
    ['a number', { text: 42 }, '42'],
    ['two lines', { text: 'One\r\ntwo\u0007' }, 'One two'],
  ])('with %s reads "%s"', (_name, parts, summary) => {
    expect(understood({ ...sms, ...parts }).summary).toBe(summary);
  });

  test('takes the signed time where there is no other', () => {
    expect(understood({ ...sms, 'message-timestamp': 'null', timestamp: '1736933400' }).sentAt).toBe(1_736_933_400_000);
  });
});

describe('a delivery receipt', () => {
  test('goes from our sender to the number', () => {
    expect(understood(receipt)).toEqual({
      api: 'sms',
      kind: 'delivery-receipt',
      channel: 'sms',
      messageId: '0A0000001234CD01',
      from: 'TESTBRAND',
      to: '447700900001',
      status: 'delivered',
      errorCode: null,
      summary: 'delivered, 0.0333 EUR',
      sentAt: Date.UTC(2025, 0, 15, 9, 30, 1),
      account: 'a1b2c3d4',
    });
  });

  test.each([
    ['accepted', '0', null, 'accepted'],
    ['accepted', '7', null, 'accepted'],
    ['ACCEPTED', '7', null, 'ACCEPTED'],
    ['buffered', '0', null, 'buffered'],
    ['delivered', '00', null, 'delivered'],
    ['expired', '2', '2', 'expired: 2 subscriber absent for now'],
    ['failed', 9, '9', 'failed: 9 illegal number: user opted out'],
    ['rejected', '52', '52', 'rejected: 52 content filter'],
    ['unknown', '1', '1', 'unknown: 1 unknown reason'],
    ['FAILED', '77', '77', 'FAILED: 77'],
    ['odd', 'null', null, 'odd'],
    ['odd', '', null, 'odd'],
  ])('%s with code %s has the error %s', (status, code, errorCode, summary) => {
    const says = understood({ ...receipt, status, 'err-code': code, price: null });
    expect(says).toMatchObject({ status, errorCode, summary });
  });

  test('keeps to what it has, when GET writes null', () => {
    const says = understoodQuery(
      'msisdn=447700900001&to=X&messageId=0A&status=null&err-code=3&price=null&network-code=null',
    );
    expect(says).toMatchObject({
      status: null,
      errorCode: '3',
      summary: '3 subscriber gone',
      account: null,
      sentAt: null,
    });
  });
});
