import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { anOpenSwitch } from '../support/an-open-switch.ts';
import type { FakeBridge } from '../support/fake-bridge.ts';
import type { OpenedSetup } from '../support/open-setup.tsx';
import { openSetup } from '../support/open-setup.tsx';

const BASE = 'https://mine.ngrok-free.app';
const APP = '78d335fa-323d-0114-9c3d-d6f0d48968cf';

function withAccount(bridge: FakeBridge): void {
  bridge.accounts.fill(false);
  bridge.state = {
    ...bridge.state,
    tunnel: { state: 'online', kind: 'ngrok', url: BASE, previousUrl: null, problem: null, latencyMs: 40 },
  };
}

function withSecret(bridge: FakeBridge): void {
  withAccount(bridge);
  bridge.accounts.setSecret({ account: 1, use: 'api', label: 'API secret', text: 'x' });
}

const inputsOf = ({ bridge }: OpenedSetup, channel: string): unknown[] =>
  bridge.asked.filter((asked) => asked.channel === channel).map(({ input }) => input);

describe('the address switch', () => {
  test('asks for an account first', async () => {
    const { user } = await openSetup();
    await user.click(await screen.findByRole('button', { name: 'Add an account in Settings' }));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
  });

  test('asks for the API secret, which nobody gets to see again', async () => {
    const opened = await openSetup(withAccount);
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Save API secret' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Enter the API secret first.');
    await user.type(screen.getByLabelText('API secret of a1b2c3d4'), 'very secret{Enter}');
    expect(await screen.findByLabelText('Application')).toBeTruthy();
    expect(inputsOf(opened, 'secrets:set')).toEqual([
      { account: 1, use: 'api', label: 'API secret', text: 'very secret' },
    ]);
    expect(document.body.textContent).not.toContain('very secret');
  });

  test('shows what is and what would be, and changes what is ticked, as it was seen', async () => {
    const opened = await openSetup(withSecret);
    const { user } = opened;
    await screen.findByRole('option', { name: 'Order updates (messages, voice)' });
    await user.selectOptions(screen.getByLabelText('Application'), APP);
    const table = await screen.findByRole('table', { name: 'Addresses of Order updates' });
    expect(within(table).getByRole('row', { name: /Inbound messages/ }).textContent).toBe(
      `Inbound messageshttps://shop.example.com/vonage/inbound${BASE}/webhooks/inbound-message`,
    );
    expect(within(table).getByRole('checkbox', { name: 'Voice answer' })).toHaveProperty('checked', false);
    await user.click(within(table).getByRole('checkbox', { name: 'Inbound messages' }));
    await user.click(within(table).getByRole('checkbox', { name: 'Voice answer' }));
    await user.click(screen.getByRole('button', { name: 'Change 2 addresses' }));
    await screen.findByRole('region', { name: 'Switched addresses' });
    expect(inputsOf(opened, 'switch:apply')).toEqual([
      {
        apiKey: 'a1b2c3d4',
        holder: APP,
        base: BASE,
        chosen: [
          { name: 'messages.status_url', seen: null },
          { name: 'voice.answer_url', seen: 'https://shop.example.com/vonage/answer' },
        ],
      },
    ]);
  });

  test('says what Vonage refuses', async () => {
    const { user } = await openSetup((bridge) => {
      withSecret(bridge);
      bridge.failing.set('switch:applications', 'Vonage does not accept this API key and API secret.');
      bridge.failing.set('switch:preview', 'Vonage’s API has a problem of its own (503).');
    });
    expect(await screen.findByText('Vonage does not accept this API key and API secret.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Application'), 'account-sms');
    expect(await screen.findByText('Vonage’s API has a problem of its own (503).')).toBeTruthy();
  });

  test('asks about an address of one’s own once it is entered, not at every letter', async () => {
    const opened = await openSetup(withSecret);
    const { user } = opened;
    const base = await screen.findByLabelText('Public address');
    await user.clear(base);
    await user.type(base, 'https://hooks.example.com{Enter}');
    await user.selectOptions(screen.getByLabelText('Application'), 'account-sms');
    await screen.findByRole('row', { name: /https:\/\/hooks\.example\.com\/webhooks\/inbound-sms/ });
    expect(inputsOf(opened, 'switch:preview')).toHaveLength(1);
  });
});

describe('what is switched', () => {
  test('keeps a strip on every page until it is put back', async () => {
    const opened = await openSetup((bridge) => {
      withSecret(bridge);
      bridge.switches.set([anOpenSwitch(BASE)]);
    });
    const { user } = opened;
    await user.keyboard('{Control>}1{/Control}');
    expect(await screen.findByText('The address switch is on')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open Setup' }));
    await user.click(await screen.findByRole('button', { name: 'Put back' }));
    await waitFor(() => expect(screen.queryByText('The address switch is on')).toBeNull());
    expect(inputsOf(opened, 'switch:restore')).toEqual([{ id: 1 }]);
  });

  test('says so where the tunnel has ended and Vonage’s webhooks may reach nobody', async () => {
    const { bridge } = await openSetup((prepared) => prepared.switches.set([anOpenSwitch(BASE)]));
    expect((await screen.findByText('The address switch is on')).parentElement?.textContent).toContain('come here');
    const problem = { code: 'ERR_NGROK_107', message: 'ngrok does not accept the authtoken.' };
    bridge.change({ tunnel: { ...bridge.state.tunnel, state: 'offline', url: null, problem } });
    await screen.findByText(/may reach nobody until you go online again or put the addresses back/);
  });

  test.each([
    ['Keep theirs', 'theirs'],
    ['Put back what was there before', 'original'],
  ] as const)('and changed by somebody else is asked about: %s', async (button, choice) => {
    const theirs = 'https://colleague.example.com/';
    const opened = await openSetup((bridge) => {
      const [slot] = anOpenSwitch(BASE).slots;
      const slots = slot === undefined ? [] : [{ ...slot, theirs: { address: theirs } }];
      bridge.switches.set([anOpenSwitch(BASE, { state: 'conflict', slots })]);
    });
    const row = within(await screen.findByRole('listitem', { name: 'Order updates' })).getByRole('row', {
      name: /Inbound/,
    });
    for (const address of [theirs, BASE, 'https://shop.example.com/in']) expect(row.textContent).toContain(address);
    expect(screen.getByText('Addresses at Vonage: your decision is needed.')).toBeTruthy();
    await opened.user.click(screen.getByRole('button', { name: button }));
    await waitFor(() =>
      expect(inputsOf(opened, 'switch:resolve')).toEqual([
        { id: 1, answers: [{ name: 'messages.inbound_url', choice, seen: theirs }] },
      ]),
    );
  });

  test('and can’t be put back says why, and can be told to be done by hand', async () => {
    const opened = await openSetup((bridge) => {
      bridge.switches.set([anOpenSwitch(BASE, { state: 'restoring', problem: 'api.nexmo.com can’t be reached.' })]);
    });
    expect(await screen.findByText('api.nexmo.com can’t be reached.')).toBeTruthy();
    expect(screen.getByText('Addresses at Vonage are not put back.')).toBeTruthy();
    await opened.user.click(screen.getByRole('button', { name: 'I have put them back by hand' }));
    await waitFor(() => expect(inputsOf(opened, 'switch:forget')).toEqual([{ id: 1 }]));
  });
});
