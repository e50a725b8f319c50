import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';

import { useFilter } from '../../renderer/filter/filter-store.ts';
import { usePlace } from '../../renderer/shell/place-store.ts';
import { aRule } from '../support/a-rule.ts';
import { findEditor } from '../support/editors.ts';
import { asked, command, offered, openPalette, openPaletteWindow, openWithWebhook } from '../support/open-palette.ts';

describe('what is not possible is not offered', () => {
  test('without a webhook there is nothing to do with one, and no list to follow', async () => {
    const { user } = await openPaletteWindow(0);
    await openPalette(user);
    expect(screen.queryByRole('group', { name: 'Webhook' })).toBeNull();
    for (const missing of ['Replay', 'Delete', 'Follow the newest', 'Clear filter', 'Go offline', 'System theme']) {
      expect(offered()).not.toContain(missing);
    }
    expect(offered()).toEqual(expect.arrayContaining(['Go online', 'Copy Inbound URL', 'Light theme', 'Go to Rules']));
    expect(offered()).not.toContain('Go to Webhooks');
  });

  test('on another page the webhook is out of sight', async () => {
    const { user } = await openWithWebhook();
    await user.keyboard('k');
    await openPalette(user);
    expect(offered()).toEqual(expect.arrayContaining(['Replay', 'Delete', 'Follow the newest']));
    await user.keyboard('{Escape}{Control>}6{/Control}');
    await openPalette(user);
    for (const missing of ['Replay', 'Delete', 'Follow the newest', 'Go to Settings']) {
      expect(offered()).not.toContain(missing);
    }
    expect(offered()).toContain('Go to Webhooks');
  });

  test('without a target nothing is replayed, but it can be edited for any address', async () => {
    const { bridge, user } = await openWithWebhook();
    bridge.deliveries.change([]);
    await openPalette(user);
    await waitFor(() => expect(offered()).not.toContain('Replay'));
    expect(offered()).toContain('Edit and replay…');
  });

  test('a receiver that does not listen has no addresses', async () => {
    const { user } = await openPaletteWindow(20, { receiver: { state: 'stopped' } });
    await user.keyboard('k');
    await openPalette(user, 'copy');
    expect(offered()).toEqual(['Copy body', 'Copy message id']);
  });

  test('what can’t be done with several webhooks is not offered for them', async () => {
    const { user, bridge } = await openWithWebhook();
    screen.getByRole('grid').focus();
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await openPalette(user);
    expect(offered().slice(0, 3)).toEqual(['Star 2 webhooks', 'Replay 2 webhooks…', 'Delete 2 webhooks']);
    expect(offered()).not.toContain('Copy as cURL');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked(bridge, 'webhook:star')).toEqual([{ ids: [19, 20], starred: true }]));
  });
});

describe('a command does what its button does', () => {
  test('with the active webhook', async () => {
    const { bridge, user } = await openWithWebhook();
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    await command(user, 'star');
    await waitFor(() => expect(asked(bridge, 'webhook:star')).toEqual([{ ids: [20], starred: true }]));
    await openPalette(user, 'unstar{Enter}');
    await waitFor(() => expect(asked(bridge, 'webhook:star').at(-1)).toEqual({ ids: [20], starred: false }));
    await command(user, 'curl');
    await waitFor(() => expect(write.mock.lastCall?.[0]).toMatch(/^curl /));
    await command(user, 'copy body');
    await waitFor(() => expect(write.mock.lastCall?.[0]).toMatch(/^\{"dtmf":"1234"/));
    await command(user, 'replay receipts');
    await waitFor(() =>
      expect(asked(bridge, 'replay:one')).toMatchObject([{ webhook: 20, destination: { target: 2 } }]),
    );
    await command(user, 'delete');
    await waitFor(() => expect(asked(bridge, 'webhook:remove')).toEqual([{ ids: [20] }]));
  });

  test('and what it opens has the focus', async () => {
    const { user } = await openWithWebhook();
    await command(user, 'add note');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note' })));
    await user.keyboard('{Escape}');
    await command(user, 'edit replay');
    const dialog = await screen.findByRole('dialog', { name: 'Edit and replay webhook 20' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await command(user, 'filter webhooks');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Filter webhooks' }));
  });

  test('with places and filters', async () => {
    const { user } = await openPaletteWindow();
    await command(user, 'failures what');
    await waitFor(() => expect(useFilter.getState().filter).toBe('channel:whatsapp'));
    expect(screen.getByRole('button', { name: /^WhatsApp failures/, current: 'page' })).toBeDefined();
    await command(user, 'show inbound');
    expect(usePlace.getState().view).toBe('inbound');
    expect(useFilter.getState().filter).toBe('');
    await user.keyboard('{Control>}f{/Control}status:read ');
    await command(user, 'clear filter');
    expect(useFilter.getState().tags).toEqual([]);
  });

  test('goes online with what is known, asks for what is not, and goes offline', async () => {
    const { bridge, user } = await openPaletteWindow();
    // The doctor has such a button as well; only one of them asks.
    await command(user, 'doctor');
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Go online' })).toHaveLength(2));
    await command(user, 'tunnel');
    const question = await screen.findByRole('dialog', { name: 'Go online' });
    await waitFor(() => expect(document.activeElement && question.contains(document.activeElement)).toBe(true));
    await user.type(within(question).getByLabelText('Authtoken'), 'an-authtoken-of-nobody{Enter}');
    await screen.findByRole('button', { name: 'Go offline' });
    await command(user, 'go off');
    await screen.findAllByRole('button', { name: 'Go online' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await command(user, 'go on');
    await screen.findByRole('button', { name: 'Go offline' });
    expect(asked(bridge, 'tunnel:go-online')).toHaveLength(2);
  });

  test('copies the addresses that Vonage reaches', async () => {
    const { bridge, user } = await openPaletteWindow();
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    await command(user, 'status url');
    await waitFor(() => expect(write.mock.lastCall?.[0]).toBe('http://127.0.0.1:4747/webhooks/message-status'));
    const url = 'https://mine.ngrok-free.app';
    bridge.change({ tunnel: { ...bridge.state.tunnel, state: 'online', kind: 'ngrok', url, latencyMs: 20 } });
    await screen.findByRole('button', { name: 'Go offline' });
    await command(user, 'answer url');
    await waitFor(() => expect(write.mock.lastCall?.[0]).toBe(`${url}/webhooks/answer`));
    await command(user, 'local base');
    await waitFor(() => expect(write.mock.lastCall?.[0]).toBe('http://127.0.0.1:4747'));
  });

  test('turns rules and forwarding on and off', async () => {
    const { bridge, user } = await openPaletteWindow();
    bridge.rules.set([aRule({ id: 3, name: 'Busy', status: 503 }), aRule({ id: 4, name: 'Late', on: false })]);
    await screen.findByText('“Busy” is on.');
    await command(user, 'turn off busy');
    await waitFor(() => expect(asked(bridge, 'rules:switch')).toEqual([{ id: 3, on: false }]));
    await waitFor(() => expect(screen.queryByText('“Busy” is on.')).toBeNull());
    await command(user, 'rule late');
    await waitFor(() => expect(asked(bridge, 'rules:switch').at(-1)).toEqual({ id: 4, on: true }));
    await command(user, 'forward receipts');
    await waitFor(() => expect(asked(bridge, 'targets:save')).toMatchObject([{ id: 2, live: false }]));
  });

  test('opens the simulator with the kind wanted, and rules with a preset', async () => {
    const { user } = await openPaletteWindow();
    await openPalette(user);
    await screen.findByRole('group', { name: 'Simulate' });
    await user.keyboard('simulate v1 status{Enter}');
    expect(await screen.findByRole('heading', { name: 'Message status' })).toBeDefined();
    await vi.waitFor(async () => expect((await findEditor('Body')).text()).toContain('submitted'));
    await command(user, 'rule 503 statuses');
    const form = within(await screen.findByRole('form', { name: 'New rule' }));
    expect(form.getByLabelText<HTMLInputElement>('Webhooks that match').value).toBe('kind:status');
    // As on the page: a rule that is being written is not thrown away for another.
    await openPalette(user, 'new rule');
    expect(screen.queryByRole('option')).toBeNull();
  });

  test('changes how the window looks', async () => {
    const { bridge, user } = await openPaletteWindow();
    await command(user, 'dark');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    expect(bridge.settings.theme).toBe('dark');
    await command(user, 'compact rows');
    await waitFor(() => expect(document.documentElement.dataset['density']).toBe('compact'));
  });
});
