import { describe, expect, test } from 'vitest';

import type { Stage } from '../../../shared/vonage/life-cycle.ts';
import { movesOn, stageOf, tellsState } from '../../../shared/vonage/life-cycle.ts';

const isDeliveryFinal = (channel: string): boolean =>
  stageOf('messages-v1', 'message-status', channel, 'delivered').final;
const of = (status: string): Stage => stageOf('messages-v1', 'message-status', 'sms', status);

describe('a state ends badly', () => {
  test.each([
    ['messages-v1', 'message-status', 'rejected', true],
    ['messages-v0.1', 'message-status', 'undeliverable', true],
    ['dispatch', 'final-report', 'error', true],
    ['sms', 'delivery-receipt', 'EXPIRED', true],
    ['sms', 'delivery-receipt', 'unknown', false],
    ['voice', 'call-event', 'failed', true],
    ['voice', 'call-event', 'busy', false],
    ['voice', 'call-event', 'unanswered', false],
    ['voice', 'payment', 'failure', true],
    ['voice', 'payment', 'success', false],
    ['voice', 'error', null, true],
    ['voice', 'fallback', null, true],
    ['verify-v2', 'verify-event', 'user_rejected', true],
    ['verify-v2', 'verify-summary', 'expired', true],
    ['number-insight', 'insight-advanced-async', 'failed', true],
    ['reports', 'report-finished', 'ABORTED', true],
    ['video', 'archive-status', 'failed', true],
    ['messages-v1', 'message-status', 'constructor', false],
    ['unknown', 'unknown', 'failed', false],
  ])('%s %s %s: %s', (api, kind, status, isBad) => {
    expect(stageOf(api, kind, null, status).tone === 'bad').toBe(isBad);
  });
});

test('delivery is the end of an SMS or MMS alone', () => {
  expect(['sms', 'mms', 'whatsapp', 'rcs', 'email'].map(isDeliveryFinal)).toEqual([true, true, false, false, false]);
});

test('nothing but a state tells one', () => {
  expect(tellsState('voice', 'call-event')).toBe(true);
  expect(tellsState('voice', 'input')).toBe(false);
  expect(tellsState('messages-v1', 'inbound-message')).toBe(false);
});

test('a final state moves on to no open one, and never from bad to good', () => {
  expect(movesOn(of('delivered'), of('submitted'))).toBe(false);
  expect(movesOn(of('delivered'), of('read'))).toBe(true);
  expect(movesOn(of('rejected'), of('read'))).toBe(false);
  expect(movesOn(of('submitted'), of('rejected'))).toBe(true);
});
