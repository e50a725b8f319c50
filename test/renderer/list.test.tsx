import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { useSelection } from '../../renderer/webhooks/selection-store.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { idOf, openWindow, restartWindow, shownRows } from '../support/open-window.tsx';

const activeId = (): number => {
  const element = screen.getByRole('grid').getAttribute('aria-activedescendant');
  return Number(element?.replace('webhook-', ''));
};
const row = (id: number): HTMLElement => {
  const found = shownRows().find((shown) => idOf(shown) === id);
  if (!found) throw new Error(`row ${id} is not shown`);
  return found;
};

async function openList(count: number) {
  const bridge = new FakeBridge(count);
  const { user } = await openWindow(bridge);
  await screen.findByRole('grid');
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(count));
  return { bridge, user };
}

const removedIn = ({ asked }: FakeBridge) =>
  asked.flatMap(({ channel, input }) => (channel === 'webhook:remove' ? [(input as { ids: number[] }).ids] : []));

test('the list opens at the newest and renders only what is on screen', async () => {
  await openList(5_000);
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
  expect(shownRows().length).toBeLessThan(60);
  expect(row(5_000).getAttribute('aria-rowindex')).toBe('5001');
});

test('a new webhook appears at the end while the list follows', async () => {
  const { bridge } = await openList(300);
  bridge.arrive(3);
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(303));
  expect(screen.queryByRole('button', { name: /new$/ })).toBeNull();
});

test('selecting an older row stops following and counts what is new', async () => {
  const { bridge, user } = await openList(300);
  await user.pointer({ keys: '[MouseLeft]', target: row(290) });
  bridge.arrive(7);
  const pill = await screen.findByRole('button', { name: '7 new' });
  expect(shownRows().some((shown) => idOf(shown) === 290)).toBe(true);

  await user.click(pill);
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(307));
  await waitFor(() => expect(screen.queryByRole('button', { name: /new$/ })).toBeNull());
});

test('a click opens the detail of the row', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(48) });
  expect(row(48).getAttribute('aria-selected')).toBe('true');
  expect(await screen.findByRole('region', { name: 'Payload' })).toBeDefined();
});

test('arrows, j, k, pages and ends move the active row', async () => {
  const { user } = await openList(300);
  await user.pointer({ keys: '[MouseLeft]', target: row(290) });
  const steps: [string, number][] = [
    ['{ArrowUp}', 289],
    ['k', 288],
    ['j', 289],
    ['{PageUp}', 279],
    ['{PageDown}', 289],
    ['{ArrowDown}', 290],
    ['{Home}', 1],
    ['{End}', 300],
  ];
  for (const [key, id] of steps) {
    await user.keyboard(key);
    await waitFor(() => expect(activeId()).toBe(id));
  }
});

test('single letters do nothing while a field has the focus', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(48) });
  await user.click(screen.getByRole('combobox', { name: 'Filter webhooks' }));
  await user.keyboard('kjg');
  expect(useSelection.getState()).toMatchObject({ activeId: 48 });
});

test('Shift extends the selection, and Esc goes back to one', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(45) });
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(await screen.findByText('3 webhooks selected')).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByText('3 webhooks selected')).toBeNull());
});

test('everything is selected without naming each webhook, and what comes later is not', async () => {
  const { bridge, user } = await openList(2_000);
  await user.pointer({ keys: '[MouseLeft]', target: row(1_990) });
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('2,000 webhooks selected')).toBeDefined();
  bridge.arrive(5);
  await screen.findByRole('button', { name: '5 new' });
  expect(screen.getByText('2,000 webhooks selected')).toBeDefined();
});

test('p stars the active row, and the row says so', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(48) });
  await user.keyboard('p');
  expect(await within(row(48)).findByRole('button', { name: 'Unstar' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: /^Starred/ }));
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([48]));
});

test('a deleted webhook leaves the list, the next one is active, and undo brings it back', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(45) });
  await user.keyboard('{Control>}{Delete}{/Control}');
  await waitFor(() => expect(shownRows().map(idOf)).not.toContain(45));
  expect(activeId()).toBe(46);

  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(shownRows().map(idOf)).toContain(45));
});

test('deleting faster than the list is read again takes one webhook after the other, each once', async () => {
  const { bridge, user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(49) });
  await user.keyboard('{Control>}{Delete}{Delete}{Delete}{Delete}{/Control}');
  expect(removedIn(bridge)).toEqual([[49], [50], [48], [47]]);
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(46));
  expect(activeId()).toBe(46);
});

test('a double click on Undo brings back what was deleted, and complains of nothing', async () => {
  const { bridge, user } = await openList(50);
  await user.pointer({ keys: '[MouseLeft]', target: row(45) });
  await user.keyboard('{Control>}{Delete}{/Control}');
  await waitFor(() => expect(shownRows().map(idOf)).not.toContain(45));
  await user.dblClick(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(shownRows().map(idOf)).toContain(45));
  expect(screen.queryByText('Too late to undo')).toBeNull();

  screen.getByRole('grid').focus();
  await user.keyboard('k{Control>}{Delete}{/Control}');
  expect(removedIn(bridge)).toEqual([[45], [45]]);
  await waitFor(() => expect(shownRows().map(idOf)).not.toContain(45));
});

test('a failed delete is told and the webhook stays', async () => {
  const { bridge, user } = await openList(50);
  bridge.failing.set('webhook:remove', 'The index is busy.');
  await user.pointer({ keys: '[MouseLeft]', target: row(45) });
  await user.keyboard('{Control>}{Delete}{/Control}');
  expect(await screen.findAllByText('The index is busy.')).not.toHaveLength(0);
  expect(shownRows().map(idOf)).toContain(45);
});

test('a search shows what matches and the count of both', async () => {
  const { user } = await openList(500);
  await user.type(screen.getByRole('combobox', { name: 'Filter webhooks' }), 'rejected');
  expect(await screen.findByText(/^\d+ of 500 match$/)).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByText(/match$/)).toBeNull());
});

test('a right click selects the row and offers what can be done with it', async () => {
  const { user } = await openList(50);
  await user.pointer({ keys: '[MouseRight]', target: row(45) });
  const menu = await screen.findByRole('menu', { name: 'Webhook' });
  await user.click(within(menu).getByRole('menuitem', { name: /^Star/ }));
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(activeId()).toBe(45);
  expect(await within(row(45)).findByRole('button', { name: 'Unstar' })).toBeDefined();
});

test('after a restart the same webhook is selected, open and on screen', async () => {
  const { user } = await openList(3_000);
  await user.pointer({ keys: '[MouseLeft]', target: row(2_990) });
  await user.keyboard('{Home}');
  await waitFor(() => expect(activeId()).toBe(1));

  cleanup();
  await restartWindow(new FakeBridge(3_000));
  expect(await screen.findByRole('region', { name: 'Payload' })).toBeDefined();
  await waitFor(() => expect(shownRows().map(idOf)).toContain(1));
  expect(activeId()).toBe(1);
});
