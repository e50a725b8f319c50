import { describe, expect, test } from 'vitest';

import type { Check } from '../../../../shared/contract/setup.ts';
import type { SetupFacts, VonageFacts } from '../../../../main/vonage/doctor/facts.ts';
import {
  aSlot,
  aSwitch,
  examined,
  IN_ORDER,
  inbound,
  KEY,
  OUR_INBOUND,
  OUR_STATUS,
  status,
  vonage,
} from '../../../support/setup-facts.ts';

const { tunnel, received } = IN_ORDER;
const ELSEWHERE = 'https://shop.example/in';
const OFFLINE = { ...tunnel, state: 'offline', url: null } as const;

const withInbound = (address: string | null, more: Partial<SetupFacts> = {}): Check =>
  examined('addresses', { vonage: vonage({ slots: [inbound(address), status(OUR_STATUS)] }), ...more });
const sms = (address: string): VonageFacts => vonage({}, [aSlot('sms.mo-callback-url', address, null)]);

describe('the account', () => {
  test.each([
    ['none', [], 'warn', 'open-settings'],
    ['one without a key', [{ label: 'Rest', apiKey: null, apiSecret: 'none' }], 'warn', 'open-settings'],
    ['one without its API secret', [{ label: 'P', apiKey: KEY, apiSecret: 'none' }], 'warn', 'open-switch'],
    ['one whose API secret is closed', [{ label: 'P', apiKey: KEY, apiSecret: 'unreadable' }], 'warn', 'open-switch'],
  ] as const)('%s', (_name, accounts, state, does) => {
    expect(examined('account', { accounts })).toMatchObject({ state, fix: { does } });
  });

  test('is the one of the chosen application', () => {
    const accounts = [{ label: 'Sandbox', apiKey: 'ffff0000', apiSecret: 'kept' } as const, ...IN_ORDER.accounts];
    expect(examined('account', { accounts }).sentence).toContain('Production');
  });
});

describe('what Vonage was not asked about is not known', () => {
  const names = ['application', 'addresses', 'method', 'sms'] as const;
  test.each(names)('%s: without an API secret', (name) => {
    const facts = { vonage: null, accounts: [{ label: 'P', apiKey: KEY, apiSecret: 'none' as const }] };
    expect(examined(name, facts)).toMatchObject({ state: 'unknown' });
  });

  test.each(names)('%s: while it is asked', (name) => {
    expect(examined(name, { vonage: null, isAsking: true }).state).toBe('checking');
    expect(examined(name, { vonage: null }).state).toBe('unknown');
  });

  test('an application: before one is chosen, and when another one was asked about', () => {
    expect(examined('application', { application: null })).toMatchObject({
      state: 'unknown',
      fix: { does: 'open-switch', holder: 'application' },
    });
    expect(examined('addresses', { application: { apiKey: KEY, id: 'app-2' } }).state).toBe('unknown');
  });

  test.each([
    ['refuses', false, 'fail', 'warn'],
    ['can’t be reached', true, 'unknown', 'unknown'],
  ] as const)('or where Vonage %s', (_name, isPassing, state, ofSms) => {
    const said = { problem: 'Said by Vonage.', isPassing };
    const facts = { ...vonage(), application: { id: 'app-1', ...said }, sms: said };
    expect(examined('application', { vonage: facts })).toMatchObject({ state, sentence: 'Said by Vonage.' });
    expect(examined('sms', { vonage: facts })).toMatchObject({ state: ofSms, sentence: 'Said by Vonage.' });
    expect(examined('addresses', { vonage: facts }).state).toBe('unknown');
  });
});

test('an application without the capability fails', () => {
  expect(examined('application', { vonage: vonage({ capabilities: ['voice'], slots: [] }) })).toMatchObject({
    state: 'fail',
  });
  expect(examined('addresses', { vonage: vonage({ capabilities: ['voice'], slots: [] }) }).state).toBe('unknown');
});

describe('the addresses', () => {
  test('that lead elsewhere, or nowhere, are named, and only they', () => {
    expect(withInbound(ELSEWHERE)).toEqual({
      name: 'addresses',
      state: 'fail',
      sentence: `Not here: Inbound messages: ${ELSEWHERE}.`,
      at: null,
      fix: { does: 'open-switch', label: 'Point them here', holder: 'application' },
    });
    expect(withInbound(null).sentence).toContain('Inbound messages: no address');
  });

  test('can’t be compared without a public address', () => {
    expect(withInbound(ELSEWHERE, { tunnel: OFFLINE }).state).toBe('unknown');
    expect(withInbound(ELSEWHERE, { tunnel: { ...tunnel, state: 'connecting' } }).state).toBe('unknown');
    expect(withInbound(ELSEWHERE, { tunnel: { ...tunnel, state: 'reconnecting' } }).state).toBe('fail');
  });

  test('that somebody else has changed while they were switched are to be decided about, also offline', () => {
    const foreign = { state: 'fail', fix: { does: 'decide', id: 7 } };
    expect(withInbound('https://colleague.example/', { switches: [aSwitch()] })).toMatchObject(foreign);
    expect(withInbound(null, { switches: [aSwitch()], tunnel: OFFLINE })).toMatchObject(foreign);
    expect(withInbound(ELSEWHERE, { switches: [aSwitch({ state: 'restoring' })] }).fix?.does).toBe('open-switch');
    expect(withInbound(ELSEWHERE, { switches: [aSwitch({ holder: 'app-2' })] }).fix?.does).toBe('open-switch');
  });

  test('that were switched to another public address can be moved', () => {
    const [slot] = aSwitch().slots;
    const ours = 'https://old.ngrok-free.app/webhooks/inbound-message';
    const slots = slot === undefined ? [] : [{ ...slot, ours }];
    expect(withInbound(ours, { switches: [aSwitch({ slots })] })).toMatchObject({
      state: 'fail',
      fix: { does: 'move-switches' },
    });
  });

  test('of other capabilities count where they were switched', () => {
    const voice = aSlot('voice.answer_url', ELSEWHERE, 'GET');
    const facts = vonage({ slots: [inbound(OUR_INBOUND), status(OUR_STATUS), voice] });
    expect(examined('addresses', { vonage: facts }).state).toBe('pass');
    const slots = [{ name: voice.name, original: null, ours: 'https://x/', settled: false, theirs: null }];
    expect(examined('addresses', { vonage: facts, switches: [aSwitch({ slots })] }).fix?.does).toBe('decide');
  });
});

describe('the method', () => {
  test.each([
    ['GET', [inbound(ELSEWHERE, 'GET')], 'fail'],
    ['not told', [inbound(ELSEWHERE, null)], 'unknown'],
    ['no address', [inbound(null), status(null)], 'unknown'],
  ] as const)('%s', (_name, slots, state) => {
    expect(examined('method', { vonage: vonage({ slots }) }).state).toBe(state);
  });
});

describe('the addresses for SMS', () => {
  test('that lead elsewhere are a warning, because Messages needs none', () => {
    expect(examined('sms', { vonage: sms(ELSEWHERE) })).toMatchObject({
      state: 'warn',
      fix: { does: 'open-switch', holder: 'account-sms' },
    });
    expect(examined('sms', { vonage: sms('https://mine.ngrok-free.app/webhooks/inbound-sms') }).state).toBe('pass');
  });

  test('that somebody has changed while they were switched fail', () => {
    const slots = [{ name: 'sms.mo-callback-url', original: null, ours: 'https://x/', settled: false, theirs: null }];
    const entry = aSwitch({ holder: 'account-sms', slots });
    expect(examined('sms', { vonage: sms(ELSEWHERE), switches: [entry] })).toMatchObject({
      state: 'fail',
      fix: { does: 'decide' },
    });
  });
});

describe('signed webhooks', () => {
  const signatures = { looked: 40, unsigned: 0, failed: 0, keysWithoutSecret: [] };
  const withSignatures = (changes: Partial<SetupFacts['received']['signatures']>): Partial<SetupFacts> => ({
    received: { ...received, signatures: { ...signatures, ...changes } },
  });

  test.each([
    ['some are not', { unsigned: 3 }, 'warn', /^3 of the newest 40 webhooks came without/],
    ['one, which is not', { looked: 1, unsigned: 1 }, 'warn', /^The newest webhook came without/],
    ['none has come', { looked: 0 }, 'unknown', /The first one that comes tells/],
  ] as const)('%s', (_name, changes, state, words) => {
    const check = examined('signed', withSignatures(changes));
    expect(check.state).toBe(state);
    expect(check.sentence).toMatch(words);
  });

  test('that Vonage was asked not to sign are a warning', () => {
    expect(examined('signed', { vonage: vonage({ unsigned: ['voice'] }) })).toMatchObject({ state: 'warn' });
  });

  test.each([
    ['a key without a secret', { keysWithoutSecret: ['12ab34cd'] }, 'warn', /12ab34cd/],
    ['signatures that fail', { failed: 2 }, 'warn', /^2 of the newest 40 webhooks came with a wrong signature/],
    ['none signed', { looked: 2, unsigned: 2 }, 'unknown', /No signed webhook/],
  ] as const)('the secret: %s', (_name, changes, state, words) => {
    const check = examined('secret', withSignatures(changes));
    expect(check.state).toBe(state);
    expect(check.sentence).toMatch(words);
  });
});
