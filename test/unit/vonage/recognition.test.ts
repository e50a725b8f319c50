import { describe, expect, test } from 'vitest';

import { understand } from '../../../shared/vonage/understand.ts';
import type { Payload } from '../../../shared/vonage/understanding.ts';
import { understood, understoodQuery } from './understood.ts';

const nameOf = (payload: Payload): string => {
  const { api, kind } = understood(payload);
  return `${api}/${kind}`;
};
const nested = { type: 'sms', number: '447700900001' };
const call = { uuid: 'a', conversation_uuid: 'CON-b' };

/** Each rule of 2.2, with what tells it from the rules around it. */
test.each<[string, Payload, string]>([
  ['2', { dispatch_uuid: 'd', template: 'failover' }, 'dispatch/final-report'],
  ['2 before 6', { dispatch_uuid: 'd', template: 'failover', message_uuid: 'm', status: 'x' }, 'dispatch/final-report'],
  ['2 without template', { dispatch_uuid: 'd' }, 'unknown/unknown'],
  ['3', { message_uuid: 'm', to: nested, _links: { workflow: {} } }, 'dispatch/message-status'],
  [
    '3 before 5',
    { message_uuid: 'm', to: nested, _links: { workflow: {} }, status: 'read' },
    'dispatch/message-status',
  ],
  [
    '3 with links to nothing',
    { message_uuid: 'm', to: nested, _links: {}, status: 'read' },
    'messages-v0.1/message-status',
  ],
  [
    '3 with flat to',
    { message_uuid: 'm', to: '1', _links: { workflow: {} }, status: 'read' },
    'messages-v1/message-status',
  ],
  ['4', { message_uuid: 'm', to: nested, message: {} }, 'messages-v0.1/inbound-message'],
  ['4 before 5', { message_uuid: 'm', to: nested, message: {}, status: 'read' }, 'messages-v0.1/inbound-message'],
  ['5', { message_uuid: 'm', to: nested, status: 'read' }, 'messages-v0.1/message-status'],
  ['5 with a list', { message_uuid: 'm', to: [nested], status: 'read' }, 'messages-v1/message-status'],
  ['6', { message_uuid: 'm', status: 'delivered' }, 'messages-v1/message-status'],
  ['6 with an empty type', { message_uuid: 'm', status: 'read', message_type: null }, 'messages-v1/message-status'],
  ['6 with a type', { message_uuid: 'm', status: 'read', message_type: 'text' }, 'messages-v1/inbound-message'],
  ['7', { message_uuid: 'm', channel: 'sms', text: 'Hi' }, 'messages-v1/inbound-message'],
  ['7 with no status', { message_uuid: 'm', status: null }, 'messages-v1/inbound-message'],
  ['7 alone', { message_uuid: 'm' }, 'messages-v1/inbound-message'],
  ['7 with an empty id', { message_uuid: '' }, 'unknown/unknown'],
  ['8 by code', { messageId: 'm', msisdn: '1', 'err-code': 0 }, 'sms/delivery-receipt'],
  ['8 by status', { messageId: 'm', msisdn: '1', status: 'failed' }, 'sms/delivery-receipt'],
  ['8 by time', { messageId: 'm', msisdn: '1', scts: '2501150930' }, 'sms/delivery-receipt'],
  ['9', { messageId: 'm', msisdn: '1', text: '' }, 'sms/inbound-sms'],
  ['9 with empty status', { messageId: 'm', msisdn: '1', status: 'null', 'err-code': '' }, 'sms/inbound-sms'],
  ['9 without msisdn', { messageId: 'm', text: 'Hi' }, 'unknown/unknown'],
  ['10', { request_id: 'r', type: 'event' }, 'verify-v2/verify-event'],
  ['11', { request_id: 'r', type: 'summary' }, 'verify-v2/verify-summary'],
  ['11 with another type', { request_id: 'r', type: 'other' }, 'unknown/unknown'],
  ['12', { request_status: 'SUCCESS' }, 'reports/report-finished'],
  ['12 after 10', { request_status: 'SUCCESS', request_id: 'r', type: 'event' }, 'verify-v2/verify-event'],
  ['13 by outcome', { request_id: 'r', lookup_outcome: 0 }, 'number-insight/insight-advanced-async'],
  ['13 by message', { request_id: 'r', status_message: 'x' }, 'number-insight/insight-advanced-async'],
  ['13 by number', { request_id: 'r', international_format_number: '1' }, 'number-insight/insight-advanced-async'],
  ['13 without id', { lookup_outcome: 0 }, 'unknown/unknown'],
  ['14', { sessionId: 's', event: 'archive' }, 'video/archive-status'],
  ['14 otherwise', { sessionId: 's', event: 'streamCreated' }, 'video/session-monitoring'],
  ['14 without event', { sessionId: 's' }, 'unknown/unknown'],
  ['15 by session', { event: 'session:started', session_id: 's' }, 'meetings/meetings-event'],
  ['15 by room', { event: 'room:expired', room_id: 'r' }, 'meetings/meetings-event'],
  ['15 without colon', { event: 'started', room_id: 'r' }, 'unknown/unknown'],
  ['16 by application', { type: 'text', body: {}, application_id: 'a' }, 'conversation/rtc-event'],
  ['16 by conversation', { type: 'text', body: {}, conversation_id: 'c' }, 'conversation/rtc-event'],
  ['16 by cid', { type: 'text', body: {}, cid: 'c' }, 'conversation/rtc-event'],
  ['16 with a text body', { type: 'text', body: 'x', cid: 'c' }, 'unknown/unknown'],
  ['16 with a numeric type', { type: 1, body: {}, cid: 'c' }, 'unknown/unknown'],
  ['18', { hello: 'world' }, 'unknown/unknown'],
  ['18 empty', {}, 'unknown/unknown'],
])('rule %s', (_rule, payload, name) => {
  expect(nameOf(payload)).toBe(name);
});

/** Each rule of 2.3. */
test.each<[string, Payload, string]>([
  ['a', { ...call, original_request: {}, status: 'x', dtmf: {} }, 'fallback'],
  ['b by url', { ...call, transcription_url: 'https://example.com', recording_url: 'x' }, 'transcription'],
  ['b by status', { conversation_uuid: 'CON-b', status: 'Transcribed' }, 'transcription'],
  ['c', { conversation_uuid: 'CON-b', recording_url: 'https://example.com' }, 'record'],
  ['c not inside speech', { ...call, speech: { recording_url: 'https://example.com' } }, 'input'],
  ['d', { conversation_uuid_from: 'CON-b', uuid: 'a', to: '1' }, 'transfer'],
  ['e by dtmf', { ...call, to: '1', dtmf: { digits: '1' } }, 'input'],
  ['e by speech', { ...call, to: '1', speech: {}, status: 'x' }, 'input'],
  ['e by null', { ...call, to: '1', dtmf: null, speech: 'null' }, 'answer'],
  ['f', { conversation_uuid: 'CON-b', payload: { a: 1 }, status: 'x' }, 'notify'],
  ['g', { ...call, status: 'SUCCESS' }, 'payment'],
  ['g by failure', { ...call, status: 'failure', reason: 'x' }, 'payment'],
  ['h', { ...call, status: 'answered', to: '1' }, 'call-event'],
  ['h by call_uuid', { call_uuid: 'a', status: 'machine' }, 'call-event'],
  ['h with reason', { ...call, status: 'failed', reason: 'x' }, 'call-event'],
  ['i', { conversation_uuid: 'CON-b', reason: 'x' }, 'error'],
  ['j', { ...call, to: '1' }, 'answer'],
  ['j by from', { ...call, from: '1' }, 'answer'],
  ['j by user', { ...call, from_user: 'u' }, 'answer'],
])('voice rule %s', (_rule, payload, kind) => {
  expect(nameOf(payload)).toBe(`voice/${kind}`);
});

test.each<[string, Payload]>([
  ['only a conversation', { conversation_uuid: 'CON-b' }],
  ['a leg without a conversation', { uuid: 'a', to: '1' }],
  ['a leg with no end', call],
])('%s is no voice webhook that we know', (_name, payload) => {
  expect(nameOf(payload)).toBe('unknown/unknown');
});

describe('without parameters', () => {
  test('a GET is a check of the URL', () => {
    expect(understand({ type: 'none' })).toMatchObject({ api: 'account', kind: 'url-probe', messageId: null });
  });

  test('what could not be decoded is unknown', () => {
    const says = understand({ type: 'unreadable' });
    expect(says).toMatchObject({ api: 'unknown', kind: 'unknown' });
    expect(says.summary).toMatch(/raw body/);
  });
});

test('an unknown payload shows what it has', () => {
  expect(understood({ order: 7781, paid: true, lines: [], note: null }).summary).toBe(
    'Not a known webhook: order: 7781, paid: true, lines: …, note: none',
  );
});

test.each([
  ['messageId=0A&msisdn=447700900001&to=TESTBRAND&status=delivered&err-code=0', 'sms/delivery-receipt'],
  ['messageId=0A&msisdn=447700900001&to=447700900000&text=Hi+there&status=null', 'sms/inbound-sms'],
  ['uuid=a&conversation_uuid=CON-b&to=1&from=2', 'voice/answer'],
  ['uuid=a&conversation_uuid=CON-b&to=1&dtmf=null&speech=null', 'voice/answer'],
  ['conversation_uuid=CON-b&payload=%7B%22a%22%3A1%7D', 'voice/notify'],
  ['uuid=a&conversation_uuid=CON-b&to=1&original_request=%7B%22type%22%3A%22answer%22%7D', 'voice/fallback'],
  ['utm_source=mail', 'unknown/unknown'],
])('a query %s is %s', (query, name) => {
  const { api, kind } = understoodQuery(query);
  expect(`${api}/${kind}`).toBe(name);
});
