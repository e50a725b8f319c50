import { describe, expect, test } from 'vitest';

import type { Payload } from '../../../shared/vonage/understanding.ts';
import { understood } from './understood.ts';

describe('number insight', () => {
  test.each<[Payload, string | null, string | null, string]>([
    [{ lookup_outcome: 0, status: 0 }, 'success', null, 'success'],
    [{ lookup_outcome: '1', status: '0', country_name: 'Spain' }, 'partial', null, 'partial, Spain'],
    [{ lookup_outcome: 1, status: 43 }, 'partial', '43', 'partial: 43 no live lookup'],
    [{ lookup_outcome: 2, status: 5 }, 'failed', '5', 'failed: 5 internal error or bad number'],
    [{ status: 0, status_message: 'Success' }, 'success', null, 'success'],
    [{ status: 44, status_message: 'x' }, 'partial', '44', 'partial: 44 no live lookup'],
    [{ status: 3, status_message: 'x' }, 'failed', '3', 'failed: 3 a parameter is missing or not valid'],
    [{ status: 77, status_message: 'New' }, 'failed', '77', 'failed: 77 New'],
    [{ status: null, status_message: 'x' }, null, null, 'Number insight'],
    [{ lookup_outcome: 0, current_carrier: null, reachable: 'absent' }, 'success', null, 'success, absent'],
  ])('%j is %s', (parts, status, errorCode, summary) => {
    expect(understood({ request_id: 'r', ...parts })).toMatchObject({ status, errorCode, summary, messageId: 'r' });
  });
});

describe('verify', () => {
  test.each(['sms', 'whatsapp', 'whatsapp_interactive', 'voice', 'email', 'rcs', 'silent_auth', 'pigeon'])(
    'an event over %s has that channel',
    (channel) => {
      const says = understood({
        request_id: 'r',
        type: 'event',
        channel,
        status: 'completed',
        triggered_at: '2025-01-15T09:30:00.120Z',
      });
      expect(says).toMatchObject({
        channel,
        status: 'completed',
        summary: `${channel} completed`,
        sentAt: 1_736_933_400_120,
      });
    },
  );

  test.each<[unknown, string]>([
    [{ type: 'check', check_url: 'x' }, 'silent_auth action_pending, the device must open check_url'],
    [[{ type: 'check', check_url: 'x' }], 'silent_auth action_pending, the device must open check_url'],
    [{ type: 'wait' }, 'silent_auth action_pending, wait'],
    ['wait', 'silent_auth action_pending'],
  ])('the action %j reads "%s"', (action, summary) => {
    const event = { request_id: 'r', type: 'event', channel: 'silent_auth', status: 'action_pending' };
    expect(understood({ ...event, action }).summary).toBe(summary);
  });

  test('a summary has no channel and no time of its own', () => {
    const says = understood({
      request_id: 'r',
      type: 'summary',
      status: 'expired',
      submitted_at: '2025-01-15T09:29:00Z',
    });
    expect(says).toMatchObject({ channel: null, sentAt: null, status: 'expired', summary: 'expired' });
  });
});

describe('conversation events', () => {
  test.each<[Payload, Payload, string | null, string]>([
    [{ conversation_id: 'CON-1' }, { text: 'Hi' }, 'CON-1', 'text'],
    [{ cid: 'CON-1', type: 'audio:dtmf' }, { digit: 5 }, 'CON-1', 'audio:dtmf: pressed 5'],
    [{ type: 'conversation:created' }, { id: 'CON-1', name: 'room' }, 'CON-1', 'conversation:created: room'],
    [{ type: 'custom:x', cid: 'CON-1' }, { a: 1 }, 'CON-1', 'custom:x: a: 1'],
    [{ type: 'rtc:hangup', cid: 'CON-1' }, { reason: { text: 'busy' } }, 'CON-1', 'rtc:hangup: busy'],
    [{ type: 'made:up', cid: 'CON-1' }, {}, 'CON-1', 'made:up'],
  ])('%j with %j', (parts, body, messageId, summary) => {
    const says = understood({ type: 'text', application_id: 'a', from: 'MEM-1', ...parts, body });
    const expected = summary === 'text' ? 'Hi' : summary;
    expect(says).toMatchObject({ kind: 'rtc-event', messageId, from: 'MEM-1', summary: expected });
  });
});

describe('video', () => {
  test.each(['connectionCreated', 'connectionDestroyed', 'streamCreated', 'streamDestroyed', 'somethingNew'])(
    '%s is the status of its session',
    (event) => {
      const says = understood({ sessionId: 's', event, timestamp: 1_736_933_400_000 });
      expect(says).toMatchObject({
        kind: 'session-monitoring',
        status: event,
        summary: event,
        sentAt: 1_736_933_400_000,
      });
    },
  );

  test('an archive counts from its last change', () => {
    const archive = { sessionId: 's', event: 'archive', status: 'stopped', createdAt: 1_736_933_400_000 };
    expect(understood(archive)).toMatchObject({ kind: 'archive-status', sentAt: 1_736_933_400_000, status: 'stopped' });
    expect(understood({ ...archive, updatedAt: '1736933460000', duration: 0 })).toMatchObject({
      sentAt: 1_736_933_460_000,
      summary: 'archive stopped, 0 s',
    });
  });
});

test('a report belongs to its account', () => {
  const says = understood({ request_id: 'r', request_status: 'FAILED', product: 'SMS', account_id: 'a1b2c3d4' });
  expect(says).toMatchObject({ account: 'a1b2c3d4', messageId: 'r', status: 'FAILED', summary: 'SMS report FAILED' });
});

test('a meeting without a session is known by its room', () => {
  expect(understood({ event: 'room:expired', room_id: 'r' })).toMatchObject({ messageId: 'r', status: 'room:expired' });
});

test.each<[unknown, string]>([
  [undefined, 'error'],
  [{ messages: [{ channel: 'sms', status: 'rejected' }, 'odd', null] }, 'error: sms rejected'],
  [{ messages: 'odd' }, 'error'],
])('a final report with the links %j reads "%s"', (_links, summary) => {
  const says = understood({ dispatch_uuid: 'd', template: 'failover', status: 'error', _links });
  expect(says).toMatchObject({ messageId: 'd', channel: null, summary });
});
