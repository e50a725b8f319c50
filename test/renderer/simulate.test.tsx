import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { findInCatalogue } from '../../renderer/simulate/entry-words.ts';
import type { Channel } from '../../shared/contract.ts';
import { findEditor } from '../support/editors.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { FakeSimulator } from '../support/fake-simulator.ts';
import { aSimulated } from '../support/fake-deliveries.ts';
import { targetState } from '../support/targets.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';

async function openSimulate(bridge = new FakeBridge()) {
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}3{/Control}');
  await screen.findByRole('listbox', { name: 'Catalogue' });
  return { bridge, user };
}

const asked = (bridge: FakeBridge, channel: Channel): unknown =>
  bridge.asked.findLast((each) => each.channel === channel)?.input;
const bodyText = async (): Promise<string> => (await findEditor('Body')).text();

test('a webhook is found, changed in its fields and in its text, and sent', async () => {
  const { bridge, user } = await openSimulate();
  await user.type(screen.getByRole('searchbox', { name: 'Search the catalogue' }), 'v1 whatsapp rejected');
  expect(await screen.findByText('1 webhook')).toBeDefined();
  await user.click(screen.getByRole('option', { name: /Message status/ }));
  await vi.waitFor(async () => expect(await bodyText()).toContain('"rejected"'));
  await user.type(screen.getByRole('textbox', { name: 'To' }), '447700900555');
  await user.type(screen.getByRole('textbox', { name: 'Error code' }), '1320');
  await vi.waitFor(async () => expect(await bodyText()).toMatch(/447700900555[\s\S]*#1320/));
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull());

  const body = await findEditor('Body');
  body.append(' ');
  await user.clear(screen.getByRole('textbox', { name: 'Times' }));
  await user.type(screen.getByRole('textbox', { name: 'Times' }), '3{Control>}{Enter}{/Control}');
  await screen.findByText('3 of 3 sent');
  expect(asked(bridge, 'simulate:send')).toEqual({
    draft: { path: '/webhooks/message-status', encoding: 'json', signing: 'jwt', text: body.text() },
    count: 3,
    signWith: { by: 'first' },
    to: null,
  });
  expect(within(screen.getByRole('list', { name: 'Answers' })).getAllByText('200')).toHaveLength(3);
});

test('the arrow keys choose', async () => {
  const { user } = await openSimulate();
  await vi.waitFor(async () => expect(await bodyText()).toContain('"submitted"'));
  const list = screen.getByRole('listbox', { name: 'Catalogue' });
  list.focus();
  await user.keyboard('{ArrowDown}');
  await vi.waitFor(async () => expect(await bodyText()).toContain('"delivered"'));
  expect(within(list).getAllByRole('option', { selected: true })).toHaveLength(1);
});

test('what goes straight to a target leads to its delivery, and back', async () => {
  const bridge = new FakeBridge();
  bridge.deliveries.targets = [targetState({ name: 'my app' })];
  bridge.deliveries.deliveries = [aSimulated()];
  bridge.simulator.delivery = 1;
  const { user } = await openSimulate(bridge);
  await findEditor('Body');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Send to' }), 'my app (localhost:3000)');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await user.click(await screen.findByRole('button', { name: 'Delivery 1' }));

  const shown = await screen.findByRole('region', { name: 'Delivery 1' });
  expect(document.activeElement).toBe(within(shown).getByRole('heading', { name: 'Delivery 1' }));
  expect(await within(shown).findByRole('button', { name: /^200 my app simulated/, expanded: true })).toBeDefined();
  await user.click(await within(shown).findByRole('button', { name: /^What was sent/ }));
  expect(within(shown).getByText(/"made": true/)).toBeDefined();
  expect(within(shown).queryByText('Compare with')).toBeNull();
  expect(asked(bridge, 'deliveries:list')).toMatchObject({ webhook: null });
  const latest = screen.getByRole('list', { name: 'Latest deliveries' });
  expect(within(latest).getByRole('button', { name: /^200 my app simulated/, expanded: false })).toBeDefined();

  await user.click(within(shown).getByRole('button', { name: 'Back to Simulate' }));
  await screen.findByRole('button', { name: 'Delivery 1' });
  await user.keyboard('{Control>}4{/Control}');
  await screen.findByRole('list', { name: 'Latest deliveries' });
  expect(screen.queryByRole('region', { name: 'Delivery 1' })).toBeNull();
});

test('a delivery that has given way meanwhile is said to be gone', async () => {
  const bridge = new FakeBridge();
  bridge.simulator.delivery = 7;
  const { user } = await openSimulate(bridge);
  await findEditor('Body');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await user.click(await screen.findByRole('button', { name: 'Delivery 7' }));
  await screen.findByText('This delivery is gone: the oldest give way.');
});

test('text that is no JSON is noticed, with its place', async () => {
  const { user } = await openSimulate();
  const body = await findEditor('Body');
  body.write('{\n  "a" 1 }');
  await screen.findByText(/^Not valid JSON: a colon is missing at line 2, column 7. It would be sent as it is./);
  await user.click(screen.getByRole('button', { name: 'Go there' }));
  expect(body.view.state.selection.main.head).toBe(8);
  expect(body.view.hasFocus).toBe(true);
});

test('a wrong number of times or address is said, and nothing is sent', async () => {
  const { bridge, user } = await openSimulate();
  await findEditor('Body');
  const times = screen.getByRole('textbox', { name: 'Times' });
  await user.clear(times);
  await user.type(times, '0');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByRole('alert').textContent).toBe('Times is a number from 1 to 1000.');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Send to' }), 'An address');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByRole('alert').textContent).toBe('Give an address such as http://localhost:3000.');
  expect(asked(bridge, 'simulate:send')).toBeUndefined();
});

test('a saved target is chosen by its name', async () => {
  const bridge = new FakeBridge();
  bridge.deliveries.targets = [targetState({ id: 7, name: 'chat backend' })];
  const { user } = await openSimulate(bridge);
  await findEditor('Body');
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Send to' }),
    await screen.findByRole('option', { name: 'chat backend (localhost:3000)' }),
  );
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('1 of 1 sent');
  expect(asked(bridge, 'simulate:send')).toMatchObject({ to: { target: 7 } });
});

test('a life is scrambled and run with an account of one’s own', async () => {
  const bridge = new FakeBridge();
  bridge.accounts.fill(false);
  const { user } = await openSimulate(bridge);
  await user.click(screen.getByRole('button', { name: 'Scenario' }));
  await user.click(await screen.findByRole('option', { name: /Delivered/ }));
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Channel' }), 'whatsapp');
  const steps = await findEditor('Steps, as YAML');
  await waitFor(() => expect(steps.text()).toContain('channel: whatsapp'));
  for (const name of ['Send one twice', 'Drop one', 'Mix the order', 'Drop one']) {
    await user.click(screen.getByRole('checkbox', { name }));
  }
  await user.click(screen.getByRole('checkbox', { name: 'Keep the waits between steps' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sign with' }), 'Production');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await screen.findByText('sent again');
  expect(asked(bridge, 'simulate:run')).toEqual({
    text: steps.text(),
    scramble: { duplicate: 1, reorder: true },
    isPaced: false,
    signWith: { by: 'account', apiKey: 'a1b2c3d4' },
    to: null,
  });
});

test('what is wrong with a scenario is said, and what was not accepted is counted', async () => {
  const { bridge, user } = await openSimulate();
  await user.click(screen.getByRole('button', { name: 'Scenario' }));
  bridge.failing.set('simulate:run', 'Line 2, column 3: “sned” is not known here.');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Line 2, column 3: “sned” is not known here.');
  bridge.failing.clear();
  bridge.simulator.answer = 503;
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await screen.findByText('3 of 3 sent, 3 not accepted');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a captured webhook leads here, with its own text', async () => {
  const bridge = new FakeBridge(3);
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(3));
  await user.click(shownRows()[1] as HTMLElement);
  await user.click(await screen.findByRole('button', { name: 'Simulate once more' }));
  await screen.findByRole('heading', { name: 'Webhook 2 once more' });
  expect(await bodyText()).toBe('{"message_uuid":"of webhook 2"}');
  expect(screen.queryByRole('textbox', { name: 'From' })).toBeNull();
});

test('what the simulator sent is marked in the list', async () => {
  const bridge = new FakeBridge(2);
  await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  expect(screen.queryByText('simulated')).toBeNull();
  bridge.mark(2, { via: 'simulator' });
  await screen.findByText('simulated');
});

test('every word has to be there, and the usual APIs come first', () => {
  const { entries } = new FakeSimulator();
  const apis = findInCatalogue(entries, '').map(({ api }) => api);
  expect(apis.slice(0, apis.lastIndexOf('messages-v1') + 1).every((api) => api === 'messages-v1')).toBe(true);
  expect(findInCatalogue(entries, 'RECEIPT  failed')).toMatchObject([{ kind: 'delivery-receipt', status: 'failed' }]);
  expect(findInCatalogue(entries, 'no such thing')).toEqual([]);
});
