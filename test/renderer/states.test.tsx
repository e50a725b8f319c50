import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';

test('before the first webhook the window says where it listens, and a sample makes the first row', async () => {
  const { user } = await openWindow(new FakeBridge());
  expect(await screen.findByText('Waiting for the first webhook')).toBeDefined();
  expect(screen.getByText(/curl -H/).textContent).toContain('http://127.0.0.1:4747/webhooks/inbound-message');
  await user.click(screen.getByRole('button', { name: 'Send a sample' }));
  await waitFor(() => expect(shownRows()).toHaveLength(1));
});

test('the first steps are ticked once they work: the app by its address, asked at once, and the tunnel', async () => {
  const bridge = new FakeBridge();
  const { user } = await openWindow(bridge);
  const steps = within(await screen.findByRole('list', { name: 'First steps' }));
  const [, forward, online] = steps.getAllByRole('listitem').map((step) => within(step));
  if (forward === undefined || online === undefined) throw new Error('no steps');
  bridge.failing.set('targets:save', 'This is not an address.');
  const url = forward.getByRole('textbox', { name: 'URL of my app' });
  await user.clear(url);
  await user.type(url, 'localhost{Enter}');
  expect((await forward.findByRole('alert')).textContent).toBe('This is not an address.');
  bridge.failing.clear();
  await user.clear(url);
  await user.type(url, 'http://localhost:9000{Enter}');
  await forward.findByText('It is up and answers in 0.90 ms.');
  expect(forward.getByRole('heading').textContent).toBe('Forward to my app, done');
  expect(bridge.asked.findLast(({ channel }) => channel === 'targets:save')?.input).toMatchObject({
    url: 'http://localhost:9000',
    live: true,
  });

  const message = 'Connection refused: nothing listens on localhost:9000.';
  bridge.deliveries.change(
    bridge.deliveries.targets.map((target) => ({
      ...target,
      health: { state: 'down', message, checkedAt: 1, latencyUs: null },
    })),
  );
  await forward.findByText(`${message} It is asked again until it is up.`);
  expect(forward.getByRole('heading').textContent).toBe('Forward to my app');

  online.getByRole('button', { name: 'Get an address' });
  bridge.change({ tunnel: { ...bridge.state.tunnel, state: 'online', kind: 'ngrok', url: 'https://a.ngrok.app' } });
  await online.findByText('Vonage reaches this app at https://a.ngrok.app.');
  expect(online.getByRole('heading').textContent).toBe('Go online, done');
});

test('a search without a match offers to clear it', async () => {
  const { user } = await openWindow(new FakeBridge(20));
  await user.type(screen.getByRole('combobox', { name: 'Filter webhooks' }), 'no such thing');
  expect(await screen.findByText('No webhook matches')).toBeDefined();
  await user.click(screen.getAllByRole('button', { name: 'Clear filter' }).at(-1) as HTMLElement);
  await waitFor(() => expect(shownRows()).toHaveLength(20));
});

test('an empty view says what belongs in it', async () => {
  const { user } = await openWindow(new FakeBridge(20));
  await user.click(await screen.findByRole('button', { name: /^Starred/ }));
  expect(await screen.findByText('No starred webhooks yet')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show all webhooks' }));
  await waitFor(() => expect(shownRows()).toHaveLength(20));
});

test('a list that can’t be read says why', async () => {
  const bridge = new FakeBridge(20);
  bridge.failing.set('list:ids', 'The index is being rebuilt.');
  await openWindow(bridge);
  expect(await screen.findByText('The index is being rebuilt.')).toBeDefined();
});

test('a problem with storing stays on the window until it is over', async () => {
  const bridge = new FakeBridge(5);
  await openWindow(bridge);
  await screen.findByRole('grid');
  bridge.change({ storingProblem: 'The disk is full.' });
  const strip = await screen.findByRole('alert');
  expect(strip.textContent).toContain('Vonage is told to retry');
  bridge.change({ storingProblem: null });
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a taken port is told', async () => {
  const bridge = new FakeBridge(1);
  bridge.state = {
    ...bridge.state,
    receiver: { state: 'listening', port: 4748, wantedPort: 4747, baseUrl: 'http://127.0.0.1:4748' },
  };
  await openWindow(bridge);
  expect(await screen.findByText(/Port 4747 was taken/)).toBeDefined();
});

test('no address can be copied while nothing listens', async () => {
  const bridge = new FakeBridge(1);
  bridge.state = { ...bridge.state, receiver: { state: 'failed', message: 'No port is free.' } };
  await openWindow(bridge);
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/No port is free/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Copy Inbound URL' })).toBeNull();
});

test('the two addresses are copied whole', async () => {
  const { user } = await openWindow(new FakeBridge(1));
  await user.click(await screen.findByRole('button', { name: 'Copy Status URL' }));
  await waitFor(async () =>
    expect(await navigator.clipboard.readText()).toBe('http://127.0.0.1:4747/webhooks/message-status'),
  );
});

test('? lists the keys', async () => {
  const { user } = await openWindow(new FakeBridge(1));
  await screen.findByRole('grid');
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeDefined();
});

test('a window whose lists can’t keep up says by how much', async () => {
  const bridge = new FakeBridge(1);
  await openWindow(bridge);
  bridge.change({ behind: 40 });
  expect(screen.queryByText(/behind/)).toBeNull();
  bridge.change({ behind: 2_500 });
  expect(await screen.findByText('Lists are 2,500 webhooks behind')).toBeDefined();
  bridge.change({ behind: 0 });
  await waitFor(() => expect(screen.queryByText(/behind/)).toBeNull());
});
