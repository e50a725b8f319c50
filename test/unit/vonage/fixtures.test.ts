import { expect, test } from 'vitest';

import { KINDS } from '../../../shared/vonage/kinds.ts';
import { understand } from '../../../shared/vonage/understand.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf } from './understood.ts';

const understandings = fixtures.map((fixture) => {
  const payload = payloadOf(fixture);
  return { fixture, says: understand(payload === null ? { type: 'none' } : { type: 'parameters', payload }) };
});

test.each(understandings)('$fixture.name is known by its payload', ({ fixture, says }) => {
  expect(says).toMatchObject({ api: fixture.api, kind: fixture.kind, channel: fixture.channel });
});

test('there is a sample of every kind', () => {
  const seen = new Set(understandings.map(({ says }) => `${says.api}/${says.kind}`));
  expect(KINDS.map(({ api, kind }) => `${api}/${kind}`).filter((name) => !seen.has(name))).toEqual(['unknown/unknown']);
});

test.each(understandings)('$fixture.name has the id, time and line that a list needs', ({ fixture, says }) => {
  const payload = payloadOf(fixture) ?? {};
  const hasId = fixture.kind !== 'url-probe' && fixture.name !== 'rtc-app-knocking';
  expect(says.messageId !== null).toBe(hasId);
  const timed = ['timestamp', 'message-timestamp', 'triggered_at', 'updatedAt', 'started_at'].some(
    (name) => name in payload,
  );
  expect(says.sentAt !== null).toBe(timed);
  expect(says.summary).toMatch(/^[^\s].*[^\s]$/u);
  expect(says.summary).not.toMatch(/undefined|null|\[object|NaN/);
});

test.each([
  ['messages-v1-inbound-whatsapp-reply-list', 'Reply: Second'],
  ['messages-v1-inbound-whatsapp-button-flow', 'Flow answer: flow_token: made-up-flow-token, answer: blue'],
  ['messages-v1-inbound-whatsapp-contacts', 'Contact: Mx Test Q Contact'],
  ['messages-v1-inbound-whatsapp-order', 'Order: 2 × sku-1 at 9.99 GBP'],
  ['messages-v1-inbound-whatsapp-reaction-removed', 'Reaction removed'],
  ['messages-v1-inbound-mms-several-attachments', 'Image one.jpg (2 attachments)'],
  ['messages-v1-inbound-rcs-location', 'Location: 51.5007, -0.1246'],
  ['messages-v1-inbound-unknown-type', 'Poll: question: Made up?'],
  ['messages-v1-status-sms-rejected', 'rejected: 1170 recipient number missing or invalid'],
  ['messages-v1-status-sms-delivered', 'delivered, 0.0666 EUR'],
  ['messages-v1-status-failover-first-failed', 'rejected: 1310 device not suitable, attempt 1 of 2'],
  ['messages-v0.1-status-rejected', 'rejected: 1300 not a user of the provider'],
  ['dispatch-final-report', 'completed: viber_service_msg undeliverable, sms delivered, 0.0666 EUR'],
  ['sms-inbound-concat-part-2', '(2/2) second half of a long text'],
  ['sms-inbound-binary', 'Binary: 0A1B2C3D4E5F'],
  ['sms-dlr-expired', 'expired: 2 subscriber absent for now, 0.0333 EUR'],
  ['voice-event-completed', 'completed, 72 s, 0.00864 EUR'],
  ['voice-event-unanswered', 'unanswered: timeout, outbound'],
  ['voice-input-dtmf', 'pressed 1234'],
  ['voice-input-get', 'said “sales” (94 % sure)'],
  ['voice-input-dtmf-timeout', 'no key in time'],
  ['voice-notify', 'notify: order: 7781, step: 2'],
  ['voice-record-get', 'recording ready, 30 s, 13 kB'],
  ['voice-fallback-event', 'event webhook failed: Connection timeout'],
  ['verify-v2-summary', 'completed: silent_auth failed, sms completed, voice unused, price 0.1'],
  ['number-insight-nulls', 'partial, United Kingdom'],
  ['reports-finished', 'SMS report SUCCESS, 1200 items'],
  ['rtc-hangup', 'rtc:hangup: normal'],
  ['video-stream-destroyed', 'streamDestroyed: clientDisconnected'],
])('%s reads "%s"', (name, summary) => {
  expect(understandings.find(({ fixture }) => fixture.name === name)?.says.summary).toBe(summary);
});
