import { describe, expect, test } from 'vitest';

import { examineSetup } from '../../../../main/vonage/doctor/examine-setup.ts';
import { examined, IN_ORDER, URL } from '../../../support/setup-facts.ts';

const { tunnel, received } = IN_ORDER;
const problem = { code: 'ERR_NGROK_105', message: 'ngrok does not accept the authtoken.' };

test('with everything in order every check passes, in the order of a webhook’s way', () => {
  const checks = examineSetup(IN_ORDER);
  expect(checks.filter(({ state }) => state !== 'pass')).toEqual([]);
  expect(checks.map(({ name }) => name)).toEqual([
    'receiver',
    'storing',
    'tunnel',
    'usage',
    'account',
    'application',
    'addresses',
    'method',
    'sms',
    'signed',
    'secret',
    'last',
    'source',
  ]);
});

describe('the receiver', () => {
  test.each([
    ['another port', { state: 'listening', port: 4748, wantedPort: 4747, baseUrl: '' }, 'warn', /port 4748/],
    ['stopped', { state: 'stopped' }, 'fail', /stopped/],
    ['failed', { state: 'failed', message: 'No port is free.' }, 'fail', /^No port is free\.$/],
  ] as const)('%s', (_name, receiver, state, words) => {
    const check = examined('receiver', { receiver });
    expect(check.state).toBe(state);
    expect(check.sentence).toMatch(words);
  });
});

test('storing that fails says why', () => {
  expect(examined('storing', { storingProblem: 'The disk is full.' })).toMatchObject({
    state: 'fail',
    sentence: 'The disk is full.',
  });
});

describe('the public address', () => {
  test.each([
    ['offline', { ...tunnel, state: 'offline', url: null }, 'fail', /no public address/],
    ['refused', { ...tunnel, state: 'offline', url: null, problem }, 'fail', /does not accept the authtoken/],
    ['connecting', { ...tunnel, state: 'connecting' }, 'checking', /on its way/],
    ['connecting in vain', { ...tunnel, state: 'connecting', problem }, 'fail', /tried again.*authtoken/],
    ['reconnecting', { ...tunnel, state: 'reconnecting', problem }, 'fail', /tried again.*authtoken/],
  ] as const)('%s', (_name, changed, state, words) => {
    const check = examined('tunnel', { tunnel: changed });
    expect(check.state).toBe(state);
    expect(check.sentence).toMatch(words);
    expect(check.fix).toEqual(changed.state === 'offline' ? { does: 'go-online' } : null);
  });

  test.each([
    ['probe', `A probe came back through ${URL} in 48 ms.`],
    ['webhook', `A webhook came through ${URL}.`],
  ] as const)('is proven by a %s, and when', (by, sentence) => {
    expect(examined('tunnel', { proof: { at: 123, by } })).toMatchObject({ state: 'pass', sentence, at: 123 });
  });
});

describe('requests at ngrok', () => {
  test('are told while the month has enough, and warned about towards its end', () => {
    expect(examined('usage', {}).sentence).toContain('1,204 requests through ngrok this month, 880 of them probes');
    const usage = { month: '2026-11', probes: 15_000, webhooks: 1_000 };
    expect(examined('usage', { usage })).toMatchObject({ state: 'warn' });
  });

  test('are no matter where another tunnel is used', () => {
    const checks = examineSetup({ ...IN_ORDER, tunnel: { ...tunnel, kind: 'custom' } });
    expect(checks.map(({ name }) => name)).not.toContain('usage');
  });
});

describe('the last webhook', () => {
  test.each([
    ['none', null, 'unknown', null],
    ['from this computer', { at: 4, isPublic: false }, 'warn', 4],
  ] as const)('%s', (_name, last, state, at) => {
    expect(examined('last', { received: { ...received, last } })).toMatchObject({ state, at });
  });
});

describe('where it came from', () => {
  test.each([
    ['the published range', '216.147.63.255', 'pass', /216\.147\.0\.0\/18, which Vonage has published/],
    ['the range that is second-hand', '168.100.64.1', 'pass', /not published/],
    ['behind proxies', '10.0.0.1, 216.147.1.1:443, 3.3.3.3', 'pass', /from 216\.147\.1\.1,/],
    ['elsewhere', '216.147.64.0', 'warn', /request of your own/],
    ['elsewhere by IPv6', '[2001:db8::1]:99', 'warn', /2001:db8::1/],
    ['a private address', '192.168.1.9', 'unknown', /does not tell/],
    ['nonsense', 'unknown, <script>, 1.2.3', 'unknown', /does not tell/],
    ['no header', null, 'unknown', /does not tell/],
  ] as const)('%s', (_name, forwardedFor, state, words) => {
    const check = examined('source', { received: { ...received, lastPublic: { at: 3, forwardedFor } } });
    expect(check).toMatchObject({ state, at: 3 });
    expect(check.sentence).toMatch(words);
  });

  test('is not known before one has come', () => {
    expect(examined('source', { received: { ...received, lastPublic: null } }).state).toBe('unknown');
  });
});
