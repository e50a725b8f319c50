import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { anOpenSwitch } from '../support/an-open-switch.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { aCheck } from '../support/fake-setup.ts';
import type { OpenedSetup } from '../support/open-setup.tsx';
import { openSetup } from '../support/open-setup.tsx';
import { openWindow } from '../support/open-window.tsx';

const BASE = 'https://mine.ngrok-free.app';
const OLD = 'https://old.ngrok-free.app';
const APP = '78d335fa-323d-0114-9c3d-d6f0d48968cf';

/** One that can ask Vonage. */
function withAccount(bridge: FakeBridge): void {
  bridge.accounts.fill(false);
  bridge.accounts.setSecret({ account: 1, use: 'api', label: 'API secret', text: 'x' });
  bridge.setup.report = { ...bridge.setup.report, vonage: { canAsk: true, isAsking: false, askedAt: null } };
  bridge.settings = { ...bridge.settings, setupApplication: { apiKey: 'a1b2c3d4', id: APP } };
}

const item = (name: RegExp): Promise<HTMLElement> => screen.findByRole('listitem', { name });
const times = ({ bridge }: OpenedSetup, channel: string): number =>
  bridge.asked.filter((asked) => asked.channel === channel).length;

const onlineAt = (url: string, previousUrl: string | null) =>
  ({ state: 'online', kind: 'ngrok', url, previousUrl, problem: null, latencyMs: 40 }) as const;

describe('the doctor', () => {
  test('says of each check in words how it is, and sums up', async () => {
    await openSetup();
    expect((await item(/^Receiver: Pass$/)).textContent).toContain('port 4747');
    expect(await item(/^Public address: Fail$/)).toBeTruthy();
    expect(await item(/^Account: Warning$/)).toBeTruthy();
    expect(await item(/^Application: Not known$/)).toBeTruthy();
    expect(screen.getByText('1 check fails, 1 warning, 8 not known; the rest is in order.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
  });

  test('follows what happens without a click', async () => {
    const { bridge } = await openSetup();
    bridge.setup.change(
      aCheck({ name: 'tunnel', sentence: `A probe came back through ${BASE}.`, at: Date.now() - 12_000 }),
    );
    bridge.change({ tunnel: onlineAt(BASE, null) });
    expect((await item(/^Public address: Pass$/)).textContent).toMatch(/12 s ago$/);
  });

  test('asks Vonage when the page opens, when something has changed there, and on request', async () => {
    const opened = await openSetup((bridge) => {
      withAccount(bridge);
      bridge.setup.asked = [aCheck({ name: 'application', sentence: '“Order updates” has the Messages capability.' })];
    });
    expect(await item(/^Application: Pass$/)).toBeTruthy();
    expect(times(opened, 'setup:ask')).toBe(1);
    expect(screen.getByText(/^Vonage asked/)).toBeTruthy();
    await opened.user.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(times(opened, 'setup:ask')).toBe(2));
    opened.bridge.switches.set([anOpenSwitch(BASE, { state: 'planned' })]);
    opened.bridge.switches.set([anOpenSwitch(BASE)]);
    await waitFor(() => expect(times(opened, 'setup:ask')).toBe(3));
  });

  test('does not ask where nobody can', async () => {
    const opened = await openSetup();
    expect(times(opened, 'setup:report')).toBeGreaterThan(0);
    expect(times(opened, 'setup:ask')).toBe(0);
  });

  test('shows text of others as text', async () => {
    await openSetup((bridge) => {
      bridge.setup.change(aCheck({ name: 'source', state: 'warn', sentence: 'From <b>x</b>\u202Egnp.' }));
    });
    expect((await item(/^Where it came from: Warning$/)).textContent).toContain('<b>x</b>');
  });
});

describe('what fails has a way to mend it', () => {
  test('go online, from here', async () => {
    const { user } = await openSetup();
    await user.click(within(await item(/^Public address/)).getByRole('button', { name: 'Go online' }));
    expect(await screen.findByRole('dialog', { name: 'Go online' })).toBeTruthy();
  });

  test('add an account in Settings', async () => {
    const { user } = await openSetup();
    await user.click(await screen.findByRole('button', { name: 'Add an account' }));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
  });

  test('send a sample', async () => {
    const opened = await openSetup();
    await opened.user.click(await screen.findByRole('button', { name: 'Send a sample' }));
    await waitFor(() => expect(times(opened, 'sample:send')).toBe(1));
  });

  test.each([
    ['application', APP],
    ['account-sms', 'account-sms'],
  ] as const)('point addresses here: %s', async (holder, chosen) => {
    const { user } = await openSetup((bridge) => {
      withAccount(bridge);
      bridge.setup.change(
        aCheck({
          name: 'addresses',
          state: 'fail',
          sentence: 'Not here.',
          fix: { does: 'open-switch', label: 'Point them here', holder },
        }),
      );
    });
    await screen.findByRole('option', { name: 'Order updates (messages, voice)' });
    await user.click(await screen.findByRole('button', { name: 'Point them here' }));
    expect(screen.getByLabelText<HTMLSelectElement>('Application').value).toBe(chosen);
    expect(document.activeElement?.tagName).toBe('SELECT');
  });

  test('compare what somebody else has changed, and decide', async () => {
    const { user } = await openSetup((bridge) => {
      withAccount(bridge);
      bridge.switches.set([anOpenSwitch(BASE)]);
      bridge.setup.change(
        aCheck({ name: 'addresses', state: 'fail', sentence: 'Somebody else.', fix: { does: 'decide', id: 1 } }),
      );
    });
    await user.click(await screen.findByRole('button', { name: 'Compare and decide' }));
    const row = within(await screen.findByRole('listitem', { name: 'Order updates' })).getByRole('row', {
      name: /Inbound/,
    });
    expect(row.textContent).toContain('https://colleague.example.com/inbound');
    expect(screen.getByRole('button', { name: 'Keep theirs' })).toBeTruthy();
  });
});

test('an application that is chosen is the one that the doctor looks at, also after a restart', async () => {
  const opened = await openSetup((bridge) => {
    withAccount(bridge);
    bridge.settings = { ...bridge.settings, setupApplication: null };
  });
  await screen.findByRole('option', { name: 'Number masking (voice)' });
  const second = 'c6b3a1de-7e3a-4f44-8f1e-2f5d8a7c9b01';
  await opened.user.selectOptions(screen.getByLabelText('Application'), second);
  expect(opened.bridge.settings.setupApplication).toEqual({ apiKey: 'a1b2c3d4', id: second });
  await waitFor(() => expect(times(opened, 'setup:ask')).toBe(2));
});

describe('another public address than what is switched to', () => {
  test('is told on every page, and followed after a look at what changes', async () => {
    const bridge = new FakeBridge(1);
    bridge.switches.set([anOpenSwitch(OLD)]);
    bridge.state = { ...bridge.state, tunnel: onlineAt(BASE, OLD) };
    const { user } = await openWindow(bridge);
    await user.click(await screen.findByRole('button', { name: 'Point Vonage at the new address' }));
    const dialog = await screen.findByRole('dialog', { name: 'Point Vonage at the new address' });
    const row = await within(dialog).findByRole('row', { name: /Inbound messages/ });
    expect(row.textContent).toContain(`${OLD}/webhooks/inbound-message${BASE}/webhooks/inbound-message`);
    // Only what is switched already.
    expect(within(dialog).queryByRole('row', { name: /statuses/ })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Change 1 address' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.switches.open).toMatchObject([
      { slots: [{ ours: `${BASE}/webhooks/inbound-message`, original: 'https://shop.example.com/in' }] },
    ]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Point Vonage at the new address' })).toBeNull());
  });

  test('is no matter where nothing is switched', async () => {
    const bridge = new FakeBridge(1);
    bridge.state = { ...bridge.state, tunnel: onlineAt(BASE, OLD) };
    await openWindow(bridge);
    await screen.findByText(/^The public address has changed/);
    expect(screen.queryByRole('button', { name: 'Point Vonage at the new address' })).toBeNull();
  });
});

describe('requests at ngrok', () => {
  const used = '1,204 of 20,000 requests this month, 880 of them probes';

  test.each([
    ['ngrok', 1],
    ['custom', 0],
  ] as const)('are told beside the addresses: %s', async (kind, count) => {
    const bridge = new FakeBridge(1);
    const tunnelUsage = { month: '2026-11', probes: 880, webhooks: 324 };
    bridge.state = { ...bridge.state, tunnelUsage, tunnel: { ...onlineAt(BASE, null), kind } };
    const { user } = await openWindow(bridge);
    await user.click(await screen.findByRole('button', { name: 'All addresses' }));
    await screen.findByRole('menuitem', { name: /^Answer URL/ });
    expect(screen.queryAllByText(used)).toHaveLength(count);
  });
});
