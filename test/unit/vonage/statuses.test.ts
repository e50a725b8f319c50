import { describe, expect, test } from 'vitest';

import type { Tone } from '../../../shared/vonage/status-explanation.ts';
import { explainStatus } from '../../../shared/vonage/statuses.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf, understood } from './understood.ts';

type Case = readonly [status: string, tone: Tone, final: boolean];

const tables: readonly (readonly [api: string, kind: string, channel: string | null, cases: readonly Case[]])[] = [
  [
    'messages-v1',
    'message-status',
    'whatsapp',
    [
      ['accepted', 'progress', false],
      ['submitted', 'progress', false],
      ['delivered', 'good', false],
      ['read', 'good', true],
      ['rejected', 'bad', true],
      ['undeliverable', 'bad', true],
    ],
  ],
  ['messages-v1', 'message-status', 'sms', [['delivered', 'good', true]]],
  ['messages-v0.1', 'message-status', 'mms', [['delivered', 'good', true]]],
  ['dispatch', 'message-status', 'viber_service_msg', [['delivered', 'good', false]]],
  [
    'sms',
    'delivery-receipt',
    'sms',
    [
      ['accepted', 'progress', false],
      ['buffered', 'progress', false],
      ['delivered', 'good', true],
      ['expired', 'bad', true],
      ['failed', 'bad', true],
      ['rejected', 'bad', true],
      ['unknown', 'neutral', true],
    ],
  ],
  [
    'voice',
    'call-event',
    'phone',
    [
      ['started', 'progress', false],
      ['ringing', 'progress', false],
      ['answered', 'progress', false],
      ['human', 'progress', false],
      ['machine', 'progress', false],
      ['busy', 'neutral', true],
      ['cancelled', 'neutral', true],
      ['unanswered', 'neutral', true],
      ['timeout', 'neutral', true],
      ['rejected', 'bad', true],
      ['failed', 'bad', true],
      ['disconnected', 'progress', false],
      ['completed', 'good', true],
    ],
  ],
  [
    'verify-v2',
    'verify-event',
    'sms',
    [
      ['completed', 'good', false],
      ['failed', 'bad', false],
      ['user_rejected', 'bad', false],
      ['rejected', 'bad', false],
      ['expired', 'bad', false],
      ['blocked', 'bad', false],
      ['action_pending', 'progress', false],
    ],
  ],
  [
    'reports',
    'report-finished',
    null,
    [
      ['PENDING', 'progress', false],
      ['PROCESSING', 'progress', false],
      ['SUCCESS', 'good', true],
      ['ABORTED', 'bad', true],
      ['FAILED', 'bad', true],
      ['TRUNCATED', 'neutral', true],
    ],
  ],
];

describe.each(tables)('%s/%s over %s', (api, kind, channel, cases) => {
  test.each(cases)('%s is %s, final: %s', (status, tone, final) => {
    const explanation = explainStatus({ api, kind, channel, status });
    expect(explanation).toMatchObject({ tone, final });
    expect(explanation?.meaning).toMatch(/^[A-Z].*\.$/);
  });
});

test.each(fixtures)('the status of $name is explained', (fixture) => {
  const says = understood(payloadOf(fixture) ?? {});
  expect(says.status === null).toBe(explainStatus(says) === null);
});

test.each(['DELIVERED', 'Delivered'])('%s is read like delivered', (status) => {
  const webhook = { api: 'sms', kind: 'delivery-receipt', channel: 'sms' };
  expect(explainStatus({ ...webhook, status })).toBe(explainStatus({ ...webhook, status: 'delivered' }));
});

test.each([
  ['messages-v1', 'message-status', 'half-delivered'],
  ['messages-v1', 'message-status', 'constructor'],
  ['messages-v1', 'inbound-message', 'delivered'],
  ['unknown', 'unknown', 'delivered'],
  ['conversation', 'rtc-event', 'custom'],
])('%s/%s %s is explained by nothing', (api, kind, status) => {
  expect(explainStatus({ api, kind, channel: 'sms', status })).toBeNull();
});
