import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';

const bar = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Filter webhooks' });
const tags = (): string[] =>
  within(screen.getByRole('search'))
    .queryAllByRole('button', { name: /^Remove / })
    .map((button) => (button.getAttribute('aria-label') ?? '').slice('Remove '.length));
const options = (): string[] => screen.queryAllByRole('option').map((option) => option.textContent);
const shown = (): number => Number(screen.queryByRole('grid')?.getAttribute('aria-rowcount') ?? 1) - 1;

async function openBar(count = 300, bridge = new FakeBridge(count)): Promise<{ user: UserEvent; all: number }> {
  const { user } = await openWindow(bridge);
  await screen.findByRole('grid');
  await waitFor(() => expect(shownRows().length).toBeGreaterThan(1));
  const all = shown();
  await user.click(bar());
  return { user, all };
}

test('a finished condition becomes a tag after a space; plain words wait for Enter', async () => {
  const { user, all } = await openBar();
  await user.type(bar(), 'kind:status ');
  expect(tags()).toEqual(['kind:status']);
  expect(bar().value).toBe('');
  await waitFor(() => expect(shown()).toBeLessThan(all));

  await user.type(bar(), 'deliv more');
  expect(tags()).toEqual(['kind:status']);
  await user.keyboard('{Enter}');
  expect(tags()).toEqual(['kind:status', 'deliv', 'more']);
});

test('suggestions say in plain words what they find, and the list previews the one that is highlighted', async () => {
  const { user, all } = await openBar();
  await user.type(bar(), 'kind:stat');
  expect(options()).toEqual(['kind:statusevery status and delivery receipt']);
  await waitFor(() => expect(shown()).toBe(all));
  await user.keyboard('{ArrowDown}');
  expect(bar().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
  await waitFor(() => expect(shown()).toBeLessThan(all));
  await user.keyboard('{ArrowUp}');
  await waitFor(() => expect(shown()).toBe(all));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(tags()).toEqual(['kind:status']);
  expect(bar().value).toBe('');
});

test('a suggested word asks for its value next', async () => {
  const { user } = await openBar();
  await user.type(bar(), 'sig');
  await user.click(screen.getByRole('option', { name: /^sig:(?!sig_missing)/ }));
  expect(bar().value).toBe('sig:');
  await user.click(screen.getByRole('option', { name: /^sig:failed/ }));
  expect(tags()).toEqual(['sig:failed']);
});

test('Backspace at the start removes the tag before it, and undo and redo go through all edits', async () => {
  const { user } = await openBar();
  await user.type(bar(), 'kind:status sig:unsigned ');
  await user.type(bar(), 'x');
  await user.keyboard('{Backspace}');
  expect(tags()).toEqual(['kind:status', 'sig:unsigned']);
  await user.keyboard('{Backspace}');
  expect(tags()).toEqual(['kind:status']);
  await user.keyboard('{Control>}z{/Control}');
  expect(tags()).toEqual(['kind:status', 'sig:unsigned']);
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(tags()).toEqual(['kind:status']);
  await user.click(screen.getByRole('button', { name: 'Clear filter' }));
  expect(tags()).toEqual([]);
  await user.keyboard('{Control>}z{/Control}');
  expect(tags()).toEqual(['kind:status']);
});

test('what cannot be read points at its place and leaves the list as it was', async () => {
  const { user, all } = await openBar();
  await user.type(bar(), 'order sig:perhaps');
  const status = within(screen.getByRole('search')).getByRole('status');
  expect(status.querySelector('mark')?.textContent).toBe('perhaps');
  expect(status.textContent).toContain('There is no sig:perhaps. Known: verified, failed, unsigned, no-secret,');
  expect(bar().getAttribute('aria-invalid')).toBe('true');
  await user.keyboard('{Enter}');
  expect(tags()).toEqual([]);
  expect(bar().value).toBe('order sig:perhaps');
  expect(shown()).toBeLessThanOrEqual(all);
});

test('where nothing matches, each condition can be taken away by itself', async () => {
  const { user } = await openBar();
  await user.type(bar(), 'kind:status nosuchtextanywhere{Enter}');
  const page = await screen.findByText('No webhook matches');
  expect(page).toBeDefined();
  await user.click(await screen.findByRole('button', { name: 'Without nosuchtextanywhere' }));
  expect(tags()).toEqual(['kind:status']);
  await screen.findByRole('grid');
});

test('a row’s menu filters by what the row has', async () => {
  const { user, all } = await openBar();
  await user.type(bar(), 'kind:status ');
  await waitFor(() => expect(shown()).toBeLessThan(all));
  await waitFor(() => expect(shownRows().every((row) => row.textContent !== '')).toBe(true));
  await user.pointer({ keys: '[MouseRight]', target: shownRows().at(-1) as HTMLElement });
  const menu = await screen.findByRole('menu');
  const hide = within(menu).getByRole('menuitem', { name: /^Hide / });
  const status = hide.textContent.replace('Hide ', '');
  await user.click(hide);
  expect(tags()).toEqual(['kind:status', `not(status:${status})`]);
});

test('a whole filter is copied, and pasted', async () => {
  const { user } = await openBar();
  await user.type(bar(), 'kind:status sig:unsigned ');
  let copied = '';
  fireEvent.copy(bar(), { clipboardData: { setData: (_type: string, text: string) => (copied = text) } });
  expect(copied).toBe('kind:status sig:unsigned');
  await user.click(screen.getByRole('button', { name: 'Clear filter' }));
  await user.paste(copied);
  await user.keyboard('{Enter}');
  expect(tags()).toEqual(['kind:status', 'sig:unsigned']);
});

test('a search of the bodies shows its hits and how far it is, and can be stopped', async () => {
  const bridge = new FakeBridge(300);
  const { user } = await openBar(300, bridge);
  await user.type(bar(), 'kind:status');
  await user.keyboard('{Enter}');
  const all = await waitFor(() => {
    expect(shown()).toBeLessThan(300);
    return shown();
  });
  bridge.bodiesAtOnce = 10;
  bridge.delayMs = 40;
  await user.type(bar(), 'contains:e{Enter}');
  expect(await screen.findByRole('progressbar', { name: 'Searched' })).toBeDefined();
  await waitFor(() => expect(shownRows().length).toBeGreaterThan(1));
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText(/^Stopped: the newest \d+ % searched$/)).toBeDefined();
  expect(shown()).toBeLessThan(all);

  bridge.bodiesAtOnce = 200;
  bridge.delayMs = 0;
  await user.click(screen.getByRole('button', { name: /^Remove contains/ }));
  await waitFor(() => expect(shown()).toBe(all));
  await waitFor(() => expect(screen.queryByText(/searched/)).toBeNull());
});

test('a filter is saved by name, counted in the rail, opened, deleted, and back with Undo', async () => {
  const bridge = new FakeBridge(300);
  const { user } = await openBar(300, bridge);
  const rail = within(screen.getByRole('navigation', { name: 'Pages' }));
  await user.type(bar(), 'kind:status sig:unsigned{Enter}');
  await user.click(screen.getByRole('button', { name: 'Save filter' }));
  const name = await screen.findByRole('textbox', { name: 'Name of the filter' });
  await user.clear(name);
  await user.type(name, 'Unsigned statuses{Enter}');
  const item = await rail.findByRole('button', { name: /^Unsigned statuses/ });
  expect(item.getAttribute('aria-current')).toBe('page');
  await waitFor(() => expect(item.textContent).toBe(`Unsigned statuses${shown()}`));

  await user.click(screen.getByRole('button', { name: 'Clear filter' }));
  expect(item.getAttribute('aria-current')).toBeNull();
  await user.click(item);
  expect(tags()).toEqual(['kind:status', 'sig:unsigned']);
  const all = rail.getByRole('button', { name: /^All/ });
  expect(all.getAttribute('aria-current')).toBeNull();
  await user.click(all);
  expect(tags()).toEqual([]);
  expect(all.getAttribute('aria-current')).toBe('page');

  await user.click(rail.getByRole('button', { name: 'Delete filter Unsigned statuses' }));
  await waitFor(() => expect(rail.queryByRole('button', { name: /^Unsigned statuses/ })).toBeNull());
  expect(document.activeElement).toBe(rail.getByRole('button', { name: /^Starred/ }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await rail.findByRole('button', { name: /^Unsigned statuses/ })).toBeDefined();
});
