import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { ACCOUNT_HOLDER } from '../../main/store/switch-journal.ts';
import { startCore } from '../support/core.ts';
import { aHold, API_KEY, API_SECRET, onFake, startFakeVonage } from '../support/fake-vonage.ts';
import type { Switching } from '../support/switching.ts';
import {
  addApplication,
  APP,
  BASE,
  both,
  INBOUND,
  OLD_INBOUND,
  OUR_INBOUND,
  OUR_STATUS,
  startSwitching,
  STATUS,
} from '../support/switching.ts';

const THEIRS = 'https://colleague.example/in';
const methods = ({ fake }: Switching): string => fake.asked.map(({ method }) => method).join(' ');
const replaceInbound = (text: string): string => text.replace(OUR_INBOUND, THEIRS);
const rename = (text: string): string => text.replace('Order updates', 'Renamed').replace('/answer"', '/answer2"');

describe('a preview', () => {
  test('shows what is and what would be, and changes nothing', async () => {
    const { fake, switches } = await startSwitching();
    const preview = await switches.preview({ ...APP, base: `${BASE}/` });
    expect(preview.name).toBe('Order updates');
    expect(preview.rows.filter(({ usual }) => usual)).toEqual([
      {
        name: INBOUND,
        capability: 'messages',
        current: OLD_INBOUND,
        next: OUR_INBOUND,
        method: 'POST',
        usual: true,
        original: null,
        isSwitched: false,
      },
      {
        name: STATUS,
        capability: 'messages',
        current: null,
        next: OUR_STATUS,
        method: null,
        usual: true,
        original: null,
        isSwitched: false,
      },
    ]);
    expect(fake.asked.map(({ method }) => method)).toEqual(['GET']);
    expect(switches.open()).toEqual([]);
  });

  test.each([
    '',
    'tunnel.example',
    'ftp://tunnel.example',
    'https://me:secret@tunnel.example',
    'https://tunnel.example/?a=1',
    'https://tunnel.example/#a',
  ])('refuses %j as a public address', async (base) => {
    const { switches } = await startSwitching();
    await expect(switches.preview({ ...APP, base })).rejects.toMatchObject({ code: 'bad-address' });
    await expect(switches.apply({ ...both, base })).rejects.toMatchObject({ code: 'bad-address' });
  });
});

describe('applying and restoring', () => {
  test('changes the chosen addresses alone and ends with every byte as it was', async () => {
    const switching = await startSwitching();
    const { fake, switches, original } = switching;
    await switches.apply(both);
    expect(fake.own('app-1')).toBe(
      original
        .replace(OLD_INBOUND, OUR_INBOUND)
        .replace(
          `"${OUR_INBOUND}"}}`,
          `"${OUR_INBOUND}"},"status_url": {"address":"${OUR_STATUS}","http_method":"POST"}}`,
        ),
    );
    expect(switching.entry()).toMatchObject({ state: 'verified', problem: null, unsettledUntil: null });
    expect(methods(switching)).toBe('GET PUT GET');
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
    expect(switching.logged.join()).not.toContain(OLD_INBOUND);
  });

  test('of the account’s SMS addresses, one by one', async () => {
    const { fake, switches } = await startSwitching();
    fake.settings.mo = 'https://shop.example/sms';
    const chosen = [
      { name: 'sms.mo-callback-url', seen: 'https://shop.example/sms' },
      { name: 'sms.dr-callback-url', seen: null },
    ];
    await switches.apply({ apiKey: API_KEY, holder: ACCOUNT_HOLDER, base: BASE, chosen });
    expect(fake.settings).toEqual({ mo: `${BASE}/webhooks/inbound-sms`, dr: `${BASE}/webhooks/delivery-receipt` });
    await switches.restoreAll();
    expect(fake.settings).toEqual({ mo: 'https://shop.example/sms', dr: '' });
  });

  test('leaves an application alone that it has not journaled', async () => {
    const { fake, switches } = await startSwitching();
    fake.add('app-2', 'Another', `{"messages": {"webhooks": {"inbound_url": {"address": "${OUR_INBOUND}"}}}}`);
    await switches.apply(both);
    await switches.restoreAll();
    expect(fake.asked.filter(({ target }) => target.includes('app-2'))).toEqual([]);
  });

  test('is not done where an address is not the one that was seen', async () => {
    const { fake, switches } = await startSwitching();
    fake.edit('app-1', (text) => text.replace(OLD_INBOUND, THEIRS));
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'changed-since-preview' });
    expect(fake.own('app-1')).toContain(THEIRS);
    expect(switches.open()).toEqual([]);
  });

  test.each([
    ['a slot that nobody knows', 'messages.other_url', 'no-such-address'],
    ['a capability that the application lacks', 'verify.status_url', 'no-such-address'],
  ])('is not done for %s', async (_what, name, code) => {
    const { switches } = await startSwitching();
    await expect(switches.apply({ ...both, chosen: [{ name, seen: null }] })).rejects.toMatchObject({ code });
    expect(switches.open()).toEqual([]);
  });

  test('is not done twice', async () => {
    const { switches } = await startSwitching();
    await switches.apply(both);
    const seen = [{ name: INBOUND, seen: OUR_INBOUND }];
    await expect(switches.apply({ ...both, chosen: seen })).rejects.toMatchObject({ code: 'nothing-to-change' });
  });

  test('to another tunnel, and to more addresses, still ends where it began', async () => {
    const { fake, switches, original } = await startSwitching();
    await switches.apply(both);
    const rows = (await switches.preview({ ...APP, base: 'https://other.example' })).rows;
    expect(rows.find(({ name }) => name === INBOUND)).toMatchObject({ original: OLD_INBOUND, isSwitched: true });
    const chosen = rows
      .filter(({ name }) => name !== 'voice.fallback_answer_url')
      .map(({ name, current }) => ({ name, seen: current }));
    await switches.apply({ ...both, base: 'https://other.example', chosen });
    expect(fake.own('app-1').match(/https:\/\/other\.example/g)).toHaveLength(4);
    expect(switches.open()).toHaveLength(1);
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
  });

  test('tells what else Vonage has changed', async () => {
    const switching = await startSwitching();
    const { fault, release } = aHold('after');
    switching.fake.next('PUT', fault);
    const reached = switching.fake.reached(2);
    const applied = switching.switches.apply(both);
    await reached;
    switching.fake.edit('app-1', (text) => text.replace('"signed_callbacks":true', '"signed_callbacks":false'));
    release();
    await applied;
    expect(switching.entry()?.problem).toBe('Vonage shows other changes as well: capabilities.voice.signed_callbacks.');
    await switching.switches.restoreAll();
    expect(switching.fake.own('app-1')).toBe(
      switching.original.replace('"signed_callbacks":true', '"signed_callbacks":false'),
    );
  });

  test('keeps what somebody has changed elsewhere in the application meanwhile', async () => {
    const { fake, switches, original } = await startSwitching();
    await switches.apply(both);
    fake.edit('app-1', rename);
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(rename(original));
  });
});

describe('what goes wrong while applying', () => {
  test.each([401, 403, 404, 409, 422])('%i: nothing is left behind', async (status) => {
    const { fake, switches, original } = await startSwitching();
    fake.next('PUT', { kind: 'answer', status });
    await expect(switches.apply(both)).rejects.toMatchObject({ effect: 'not-done' });
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test('a cut after it took effect is no failure', async () => {
    const switching = await startSwitching();
    switching.fake.next('PUT', { kind: 'cut', when: 'after' });
    await switching.switches.apply(both);
    expect(switching.entry()).toMatchObject({ state: 'verified', unsettledUntil: null });
  });

  test('a cut before it: it is looked at again once the request can’t come any more', async () => {
    const switching = await startSwitching();
    const { fake, switches, clock, original } = switching;
    fake.next('PUT', { kind: 'cut', when: 'before' });
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'vonage-cut' });
    expect(switching.entry()).toMatchObject({ state: 'restoring' });
    await switches.restoreAll();
    expect(switches.open()).toHaveLength(1);
    clock.us += 21_000_000;
    await switches.restoreAll();
    expect(switches.open()).toEqual([]);
    expect(fake.own('app-1')).toBe(original);
  });

  test('a request that takes effect long after its answer was given up is put back', async () => {
    const switching = await startSwitching({ requestMs: 300 });
    const { fake, switches, original } = switching;
    const { fault, release } = aHold('before');
    fake.next('PUT', fault);
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'vonage-slow' });
    expect(switching.entry()).toMatchObject({ state: 'restoring', unsettledUntil: expect.any(Number) });
    release();
    await expect.poll(() => fake.own('app-1'), { timeout: 20_000 }).toContain(OUR_INBOUND);
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test('so is one to another tunnel, after the addresses of the first one', async () => {
    const switching = await startSwitching({ requestMs: 300 });
    const { fake, switches, original } = switching;
    await switches.apply(both);
    const { fault, release } = aHold('before');
    fake.next('PUT', fault);
    const base = 'https://other.example';
    await expect(switches.apply({ ...APP, base, chosen: [{ name: INBOUND, seen: OUR_INBOUND }] })).rejects.toThrow();
    expect(fake.own('app-1')).toBe(original);
    release();
    await expect.poll(() => fake.own('app-1'), { timeout: 20_000 }).toContain(base);
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test('a change that Vonage accepts and does not make: it is looked at again, as it may still be made', async () => {
    const { fake, switches, clock, original } = await startSwitching();
    fake.next('PUT', { kind: 'ignored' });
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'vonage-not-applied' });
    expect(switches.open()).toMatchObject([{ state: 'restoring' }]);
    clock.us += 21_000_000;
    await switches.restoreAll();
    expect(switches.open()).toEqual([]);
    expect(fake.own('app-1')).toBe(original);
  });

  test('a change that Vonage accepts and shows late is put back', async () => {
    const { fake, switches, original } = await startSwitching();
    const before = fake.applications.get('app-1') ?? '';
    fake.next('GET', { kind: 'answer', status: 200, body: before }, 1);
    fake.next('GET', { kind: 'answer', status: 200, body: before }, 2);
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'vonage-not-applied' });
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test('reading back: what was changed is put back', async () => {
    const { fake, switches, original } = await startSwitching();
    fake.next('GET', { kind: 'answer', status: 403 }, 1);
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'vonage-forbidden' });
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });
});

describe('what goes wrong while restoring', () => {
  test.each([
    ['a cut before it took effect', { kind: 'cut', when: 'before' }],
    ['a cut after it took effect', { kind: 'cut', when: 'after' }],
    ['an answer 502', { kind: 'answer', status: 502 }],
    ['a change that is not made at first', { kind: 'ignored' }],
  ] as const)('%s is tried again at once', async (_what, fault) => {
    const { fake, switches, original } = await startSwitching();
    await switches.apply(both);
    fake.next('PUT', fault);
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test.each([
    ['Vonage is away', 'GET', 4, { status: 503 }, '(503)'],
    ['half an answer comes', 'GET', 1, { status: 200, body: '{"id": "app-' }, 'can’t be understood'],
    ['a network wants a login first', 'GET', 1, { status: 200, body: '<html>' }, 'can’t be understood'],
    ['somebody else is changing it', 'PUT', 1, { status: 409 }, '(409)'],
  ] as const)('%s: it is tried again by itself', async (_what, method, times, answer, words) => {
    const { fake, switches, original } = await startSwitching();
    await switches.apply(both);
    for (let number = 0; number < times; number += 1) fake.next(method, { kind: 'answer', ...answer });
    await switches.restoreAll();
    expect(switches.open()).toMatchObject([{ state: 'restoring', problem: expect.stringContaining(words) }]);
    await expect.poll(() => switches.open(), { timeout: 20_000 }).toEqual([]);
    expect(fake.own('app-1')).toBe(original);
  });

  test('a change that is never made ends in words', async () => {
    const { fake, switches } = await startSwitching();
    await switches.apply(both);
    for (let number = 0; number < 9; number += 1) fake.next('PUT', { kind: 'ignored' });
    await switches.restoreAll();
    expect(switches.open()).toMatchObject([
      { state: 'restoring', problem: expect.stringContaining('Set them by hand') },
    ]);
    await switches.forget(1);
    expect(switches.open()).toEqual([]);
  });

  test('no API secret: it waits for one', async () => {
    const switching = await startSwitching();
    await switching.switches.apply(both);
    switching.secret = null;
    await switching.switches.restoreAll();
    expect(switching.entry()).toMatchObject({ state: 'restoring', problem: expect.stringContaining('no API secret') });
    switching.secret = API_SECRET;
    switching.switches.retrySoon();
    await expect.poll(() => switching.entry(), { timeout: 20_000 }).toBeUndefined();
    expect(switching.fake.own('app-1')).toBe(switching.original);
  });

  test('an SMS address that does not answer Vonage any more is told', async () => {
    const { fake, switches } = await startSwitching();
    fake.settings.mo = 'https://dead.example/';
    const chosen = [{ name: 'sms.mo-callback-url', seen: 'https://dead.example/' }];
    await switches.apply({ apiKey: API_KEY, holder: ACCOUNT_HOLDER, base: BASE, chosen });
    fake.deadAddresses.add('https://dead.example/');
    await switches.restoreAll();
    expect(switches.open()).toMatchObject([
      { state: 'restoring', problem: expect.stringContaining('not returning a 200') },
    ]);
    fake.deadAddresses.clear();
    await switches.restoreAll();
    expect(fake.settings.mo).toBe('https://dead.example/');
  });
});

const conflicting = async (): Promise<Switching> => {
  const switching = await startSwitching();
  await switching.switches.apply(both);
  switching.fake.edit('app-1', replaceInbound);
  await switching.switches.restoreAll();
  return switching;
};
const answer = (choice: 'theirs' | 'original', seen: string | null = THEIRS) => [{ name: INBOUND, choice, seen }];

const tooFast = (meanwhile: () => void) => ({ kind: 'answer', status: 429, body: '{}', meanwhile }) as const;

describe('somebody else', () => {
  test('is asked about, and what is ours beside it is put back meanwhile', async () => {
    const { switches, fake, original } = await conflicting();
    expect(fake.own('app-1')).toBe(original.replace(OLD_INBOUND, THEIRS));
    expect(switches.open()).toMatchObject([
      {
        state: 'conflict',
        slots: [
          { name: INBOUND, original: { address: OLD_INBOUND }, settled: false, theirs: { address: THEIRS } },
          { name: STATUS, settled: true, theirs: null },
        ],
      },
    ]);
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'switch-conflict' });
  });

  test('changes something while Vonage lets the app wait: it is kept', async () => {
    const { switches, fake, original } = await startSwitching();
    const rename = (from: string, to: string) => () => fake.edit('app-1', (text) => text.replace(from, to));
    fake.next('PUT', tooFast(rename('Order updates', 'Renamed')));
    await switches.apply(both);
    expect(fake.own('app-1')).toContain('Renamed');
    fake.next('PUT', tooFast(rename('Renamed', 'Twice')));
    await switches.restoreAll();
    expect(fake.own('app-1')).toBe(original.replace('Order updates', 'Twice'));
  });

  test('changes the very address while Vonage lets the app wait: it is asked about', async () => {
    const { switches, fake } = await startSwitching();
    await switches.apply(both);
    fake.next(
      'PUT',
      tooFast(() => fake.edit('app-1', (text) => text.replace(OUR_INBOUND, THEIRS))),
    );
    await switches.restoreAll();
    expect(switches.open()).toMatchObject([{ problem: expect.stringContaining('while it let the app wait') }]);
    await expect.poll(() => switches.open(), { timeout: 20_000 }).toMatchObject([{ state: 'conflict' }]);
    expect(fake.own('app-1')).toContain(THEIRS);
  });

  test('keeps theirs where the person says so', async () => {
    const { switches, fake, original, logged } = await conflicting();
    await switches.resolve(1, answer('theirs'));
    expect(fake.own('app-1')).toBe(original.replace(OLD_INBOUND, THEIRS));
    expect(switches.open()).toEqual([]);
    expect(logged.at(-1)).toBe('nothing of ours is left in “Order updates” at Vonage');
  });

  test('is replaced where the person says so', async () => {
    const { switches, fake, original } = await conflicting();
    await switches.resolve(1, answer('original'));
    expect(fake.own('app-1')).toBe(original);
    expect(switches.open()).toEqual([]);
  });

  test('is asked about again where it has changed again', async () => {
    const { switches, fake } = await conflicting();
    fake.edit('app-1', (text) => text.replace(THEIRS, 'https://newer.example/'));
    await switches.resolve(1, answer('original'));
    expect(fake.own('app-1')).toContain('https://newer.example/');
    expect(switches.open()).toMatchObject([
      { state: 'conflict', slots: [{ theirs: { address: 'https://newer.example/' } }, {}] },
    ]);
  });

  test('has put the old address back by hand: nothing is left to ask', async () => {
    const { switches, fake } = await conflicting();
    fake.edit('app-1', (text) => text.replace(THEIRS, OLD_INBOUND));
    await switches.restoreAll();
    expect(switches.open()).toEqual([]);
    await expect(switches.resolve(1, answer('theirs'))).rejects.toMatchObject({ code: 'no-switch' });
  });

  test('has deleted the application', async () => {
    const { switches, fake } = await startSwitching();
    await switches.apply(both);
    fake.applications.delete('app-1');
    await switches.restoreAll();
    expect(switches.open()).toMatchObject([
      { state: 'conflict', problem: expect.stringContaining('no such application') },
    ]);
    await expect(switches.resolve(1, answer('original', null))).rejects.toMatchObject({ code: 'vonage-not-found' });
    await switches.resolve(1, answer('theirs', null));
    expect(switches.open()).toEqual([]);
  });

  test('has taken the capability away', async () => {
    const { switches, fake } = await startSwitching();
    await switches.apply(both);
    fake.edit('app-1', (text) => text.replace(/ "messages": \{.*\}\}\}, "x-new"/, ' "x-new"'));
    await switches.restoreAll();
    expect(fake.own('app-1')).not.toContain('messages');
    expect(switches.open()).toMatchObject([
      { state: 'conflict', slots: [{ theirs: { address: null } }, { settled: true }] },
    ]);
  });
});

describe('closing', () => {
  test('puts everything back first', async () => {
    const { switches, fake, original } = await startSwitching();
    await switches.apply(both);
    await Promise.all([switches.close(), switches.close()]);
    expect(fake.own('app-1')).toBe(original);
    await expect(switches.apply(both)).rejects.toMatchObject({ code: 'closing' });
  });

  test('does not wait for ever for a Vonage that is silent', async () => {
    const { switches, fake, entry } = await startSwitching({ requestMs: 60_000 });
    await switches.apply(both);
    fake.next('GET', aHold('before').fault);
    await switches.close();
    expect(entry()).toMatchObject({ state: 'restoring', problem: expect.stringContaining('no more time') });
  });
});

describe('the core', () => {
  test('puts everything back when it goes offline, and tells what is switched until then', async () => {
    const fake = await startFakeVonage();
    addApplication(fake);
    const original = fake.own('app-1');
    const { core } = await startCore(onFake(fake));
    await core.switches.apply(both);
    expect(core.state().switches).toMatchObject([
      {
        name: 'Order updates',
        state: 'verified',
        slots: [{ original: OLD_INBOUND, ours: OUR_INBOUND }, { original: null }],
      },
    ]);
    expect(await core.goOffline()).toMatchObject({ state: 'offline' });
    expect(fake.own('app-1')).toBe(original);
    expect(core.state().switches).toEqual([]);
  });

  test('uses the API secret of an account, and puts back once that is entered', async () => {
    const fake = await startFakeVonage();
    addApplication(fake);
    const original = fake.own('app-1');
    const { core, folder, logged } = await startCore({ vonage: { api: fake.url, rest: fake.url } });
    const fields = { label: 'Mine', apiKey: API_KEY, smsMethod: null, applicationIds: [] };
    const account = await core.accounts.change((accounts) => accounts.save(null, fields));
    await expect(core.switches.apply(both)).rejects.toMatchObject({ code: 'no-api-secret' });
    const secret = { account, use: 'api', label: 'API secret', text: API_SECRET } as const;
    await core.accounts.change((accounts) => accounts.setSecret(secret));
    await core.switches.apply(both);
    // Another secret in its place: the old addresses can't be put back until the right one is there again.
    await core.accounts.change((accounts) => accounts.setSecret({ ...secret, text: 'wrong' }));
    await core.goOffline();
    expect(core.state().switches).toMatchObject([
      { state: 'restoring', problem: expect.stringContaining('API secret') },
    ]);
    await core.accounts.change((accounts) => accounts.setSecret(secret));
    await expect.poll(() => core.state().switches, { timeout: 20_000 }).toEqual([]);
    expect(fake.own('app-1')).toBe(original);
    await core.close();
    expect(logged.join('')).not.toContain(API_SECRET);
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file)).includes(API_SECRET), file).toBe(false);
    }
  });
});
