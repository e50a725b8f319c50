import { expect, test } from 'vitest';

import { KINDS, findKind } from '../../../shared/vonage/kinds.ts';
import { RECEIVER_PATHS, misroutedTo } from '../../../shared/vonage/paths.ts';
import { fixtures } from '../../support/fixtures.ts';

test.each(fixtures)('$name is at home on its own path', ({ path, kind }) => {
  expect(misroutedTo(path, kind)).toBeNull();
});

test.each([
  ['/webhooks/inbound-message', 'message-status', 'inbound-message'],
  ['/webhooks/message-status', 'inbound-message', 'message-status'],
  ['/webhooks/inbound-sms', 'delivery-receipt', 'inbound-sms'],
  ['/webhooks/inbound-sms', 'inbound-message', 'inbound-sms'],
  ['/webhooks/delivery-receipt', 'message-status', 'delivery-receipt'],
  ['/webhooks/event', 'answer', 'call-event'],
  ['/webhooks/answer', 'call-event', 'answer'],
  ['/webhooks/answer', 'fallback', 'answer'],
  ['/webhooks/event', 'inbound-message', 'call-event'],
  ['/webhooks/verify', 'insight-advanced-async', 'verify-event'],
  ['/webhooks/inbound-message?tenant=7', 'message-status', 'inbound-message'],
  ['/webhooks/inbound-message/', 'message-status', 'inbound-message'],
  ['/webhooks/inbound-message/?tenant=7', 'message-status', 'inbound-message'],
])('on %s a webhook of kind %s should be of kind %s', (target, kind, meantFor) => {
  expect(misroutedTo(target, kind)).toBe(meantFor);
});

test.each([
  ...['call-event', 'input', 'record', 'notify', 'transfer', 'transcription', 'payment', 'error'].map(
    (kind) => ['/webhooks/event', kind] as const,
  ),
  ['/webhooks/message-status', 'final-report'] as const,
  ['/webhooks/verify', 'verify-summary'] as const,
  ['/webhooks/video', 'archive-status'] as const,
])('%s is also for %s', (target, kind) => {
  expect(misroutedTo(target, kind)).toBeNull();
});

test.each([
  ['/', 'message-status'],
  ['', 'message-status'],
  ['/my/hooks?x=/webhooks/answer', 'message-status'],
  ['/webhooks/inbound-message/more', 'message-status'],
  ['/webhooks/answer', 'unknown'],
  ['/webhooks/answer', 'url-probe'],
  ['/webhooks/answer', 'a-kind-of-tomorrow'],
])('%s with %s is never misrouted', (target, kind) => {
  expect(misroutedTo(target, kind)).toBeNull();
});

test('every fixed path is meant for a kind that belongs there', () => {
  const belonging = new Set(KINDS.flatMap((kind) => kind.paths.map((path) => `${path} ${kind.kind}`)));
  expect([...RECEIVER_PATHS].filter(([path, kind]) => !belonging.has(`${path} ${kind}`))).toEqual([]);
  expect(KINDS.flatMap((kind) => kind.paths).filter((path) => !RECEIVER_PATHS.has(path))).toEqual([]);
});

test('kinds of the same name belong on the same paths', () => {
  const pathsByName = new Map<string, string>();
  for (const { kind, paths } of KINDS) {
    expect(pathsByName.get(kind) ?? paths.join(' ')).toBe(paths.join(' '));
    pathsByName.set(kind, paths.join(' '));
  }
});

test('every kind is registered once, with words of its own', () => {
  const names = KINDS.map(({ api, kind }) => `${api}/${kind}`);
  expect(new Set(names).size).toBe(names.length);
  for (const kind of KINDS) expect(findKind(kind.api, kind.kind)).toBe(kind);
  expect(KINDS.map(({ label }) => label).filter((label) => !/^[A-Z][\w ]{2,20}$/.test(label))).toEqual([]);
  expect(findKind('voice', 'a-kind-of-tomorrow').kind).toBe('unknown');
});

test.each([
  ['inbound', ['messages-v0.1/inbound-message', 'messages-v1/inbound-message', 'sms/inbound-sms']],
  [
    'statuses',
    [
      'dispatch/final-report',
      'dispatch/message-status',
      'messages-v0.1/message-status',
      'messages-v1/message-status',
      'sms/delivery-receipt',
    ],
  ],
])('the list of %s has its kinds', (view, names) => {
  const inView = KINDS.filter((kind) => kind.view === view).map(({ api, kind }) => `${api}/${kind}`);
  expect(inView.toSorted()).toEqual(names);
});
