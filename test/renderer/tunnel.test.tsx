import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import type { AppState, Settings, TunnelState } from '../../shared/contract.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow } from '../support/open-window.tsx';

const OFFLINE: TunnelState = {
  state: 'offline',
  kind: null,
  url: null,
  previousUrl: null,
  problem: null,
  latencyMs: null,
};
const PUBLIC = 'https://mine.ngrok-free.app';
const online: TunnelState = { ...OFFLINE, state: 'online', kind: 'ngrok', url: PUBLIC, latencyMs: 48 };
const problem = { code: 'ERR_NGROK_334', message: 'This public address is already online.' };

interface Opened {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  /** What the page put on the clipboard. */
  readonly copied: () => string | undefined;
}

async function open(state: Partial<AppState> = {}, settings: Partial<Settings> = {}): Promise<Opened> {
  const bridge = new FakeBridge(1);
  bridge.state = { ...bridge.state, ...state };
  bridge.settings = { ...bridge.settings, ...settings };
  const { user } = await openWindow(bridge);
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  return { bridge, user, copied: () => write.mock.lastCall?.[0] };
}

const askedFor = ({ bridge }: Opened, area: string): unknown[] =>
  bridge.asked.filter(({ channel }) => channel.startsWith(area)).map(({ channel, input }) => ({ channel, input }));

async function openSettings(state: Partial<AppState> = {}): Promise<Opened> {
  const opened = await open(state);
  await opened.user.keyboard('{Control>}6{/Control}');
  await screen.findByRole('region', { name: 'Online' });
  return opened;
}

describe('Go online', () => {
  test('asks for the authtoken the first time, and then the public address can be copied', async () => {
    const opened = await open();
    const { user, copied } = opened;
    await user.click(await screen.findByRole('button', { name: 'Go online' }));
    const dialog = await screen.findByRole('dialog', { name: 'Go online' });
    // Three clicks and a token: nothing has to be clicked before it can be pasted.
    await waitFor(() => expect(within(dialog).getByLabelText('Authtoken')).toBe(document.activeElement));
    await user.paste('an-authtoken-of-nobody');
    await user.click(within(dialog).getByRole('button', { name: 'Go online' }));
    await screen.findByRole('button', { name: 'Go offline' });
    expect(askedFor(opened, 'authtoken')).toEqual([
      { channel: 'authtoken:set', input: { text: 'an-authtoken-of-nobody' } },
    ]);
    await user.click(screen.getByRole('button', { name: 'Copy Inbound URL' }));
    expect(copied()).toBe('https://vonage-dev.ngrok-free.app/webhooks/inbound-message');
  });

  test('takes the address of any other tunnel', async () => {
    const opened = await open();
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Go online' }));
    await user.click(await screen.findByRole('button', { name: 'I have a URL' }));
    await user.type(screen.getByLabelText('Public URL'), 'https://a.example{Enter}');
    await screen.findByRole('button', { name: 'Go offline' });
    expect(askedFor(opened, 'tunnel')).toEqual([
      { channel: 'tunnel:go-online', input: { kind: 'custom', url: 'https://a.example' } },
    ]);
  });

  test('says what is wrong where it was typed', async () => {
    const { bridge, user } = await open();
    bridge.failing.set('authtoken:set', 'This is not an authtoken.');
    await user.click(await screen.findByRole('button', { name: 'Go online' }));
    const field = await screen.findByLabelText('Authtoken');
    await user.type(field, 'nonsense{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('This is not an authtoken.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  test.each([
    [
      'the domain of the settings',
      { authtoken: 'kept' },
      { ngrokDomain: 'a.ngrok.app' },
      { kind: 'ngrok', domain: 'a.ngrok.app' },
    ],
    ['the address of the last time', {}, { tunnel: 'custom', customUrl: PUBLIC }, { kind: 'custom', url: PUBLIC }],
  ] as const)('asks nothing later: one click with %s', async (_name, state, settings, input) => {
    const opened = await open(state, settings);
    await opened.user.click(await screen.findByRole('button', { name: 'Go online' }));
    await screen.findByRole('button', { name: 'Go offline' });
    expect(askedFor(opened, 'tunnel')).toEqual([{ channel: 'tunnel:go-online', input }]);
  });
});

describe('the address bar', () => {
  test('copies public addresses while online, and still has the local one', async () => {
    const { user, copied } = await open({ tunnel: online });
    await user.click(await screen.findByRole('button', { name: /^Copy base address, online: ?mine\.ngrok-free\.app/ }));
    expect(copied()).toBe(PUBLIC);
    await user.click(screen.getByRole('button', { name: 'All addresses' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Answer URL/ }));
    expect(copied()).toBe(`${PUBLIC}/webhooks/answer`);
    await user.click(screen.getByRole('button', { name: 'All addresses' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Local base address/ }));
    expect(copied()).toBe('http://127.0.0.1:4747');
  });

  test('copies no address that has not worked yet', async () => {
    const { user, copied } = await open({ tunnel: { ...online, state: 'connecting', latencyMs: null, problem } });
    await user.click(
      await screen.findByRole('button', { name: /^Copy base address, connecting…: ?127\.0\.0\.1:4747/ }),
    );
    expect(copied()).toBe('http://127.0.0.1:4747');
  });
});

describe('the window says', () => {
  test('why it is not online', async () => {
    const { bridge } = await open();
    bridge.change({ tunnel: { ...OFFLINE, kind: 'ngrok', problem } });
    expect((await screen.findByRole('alert')).textContent).toBe(`Not online. ${problem.message}`);
  });

  test('how long a probe takes, and why none comes back', async () => {
    const { bridge } = await open({ tunnel: online });
    await screen.findByText('Online, 48 ms');
    bridge.change({ tunnel: { ...online, state: 'reconnecting', latencyMs: null, problem } });
    await screen.findByText(problem.message);
  });

  test('that the public address has changed', async () => {
    await open({ tunnel: { ...online, previousUrl: 'https://old.ngrok-free.app' } });
    const strip = await screen.findByText(/^The public address has changed/);
    expect(strip.closest('[role=status]')?.textContent).toContain('from https://old.ngrok-free.app to https://mine');
  });
});

describe('the settings', () => {
  test('keep the authtoken, and never show it', async () => {
    const { user } = await openSettings();
    const field = screen.getByLabelText<HTMLInputElement>('Authtoken');
    await user.type(field, 'an-authtoken-of-nobody{Enter}');
    await screen.findByText('There is one. It can be replaced or removed, not shown.');
    expect([field.type, field.value]).toEqual(['password', '']);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull());
  });

  test('take a domain, or the address of another tunnel', async () => {
    const { bridge, user } = await openSettings();
    await user.type(screen.getByRole('textbox', { name: 'Domain' }), 'a.ngrok.app{Enter}');
    await waitFor(() => expect(bridge.settings.ngrokDomain).toBe('a.ngrok.app'));
    await user.click(screen.getByRole('button', { name: 'I have a URL' }));
    await user.type(await screen.findByRole('textbox', { name: 'Public URL' }), PUBLIC);
    await user.tab();
    await waitFor(() => expect(bridge.settings).toMatchObject({ tunnel: 'custom', customUrl: PUBLIC }));
  });

  test('say that an authtoken can’t be read any more', async () => {
    await openSettings({ authtoken: 'unreadable' });
    await screen.findByText(/can’t be read on this machine/);
  });
});
