import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow } from '../support/open-window.tsx';

async function openSettings() {
  const bridge = new FakeBridge(1);
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}6{/Control}');
  await screen.findByRole('heading', { name: 'Settings' });
  return { bridge, user };
}

test('a chosen theme is kept and shown at once', async () => {
  const { bridge, user } = await openSettings();
  await user.click(await screen.findByRole('button', { name: 'Dark' }));
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  expect(bridge.settings.theme).toBe('dark');
});

test('a port outside of the possible ones is not kept', async () => {
  const { bridge, user } = await openSettings();
  const port = await screen.findByRole('textbox', { name: 'Port' });
  await user.clear(port);
  await user.type(port, '70000{Enter}');
  expect(screen.getByRole('alert').textContent).toBe('0 to 65535');
  expect(bridge.settings.port).toBe(4_747);

  await user.clear(port);
  await user.type(port, '5000{Enter}');
  await waitFor(() => expect(bridge.settings.port).toBe(5_000));
});

test('the largest body is set in megabytes', async () => {
  const { bridge, user } = await openSettings();
  const field = await screen.findByRole('textbox', { name: 'Largest body in MB' });
  await user.clear(field);
  await user.type(field, '25{Enter}');
  await waitFor(() => expect(bridge.settings.bodyLimit).toBe(25 * 1_024 * 1_024));
});

test('the default answer is one of two', async () => {
  const { bridge, user } = await openSettings();
  await user.click(await screen.findByRole('button', { name: '204 No Content' }));
  await waitFor(() => expect(bridge.settings.answerStatus).toBe(204));
});

test('the data folder is shown', async () => {
  const { bridge } = await openSettings();
  expect(await screen.findByText(bridge.state.dataFolder)).toBeDefined();
});
