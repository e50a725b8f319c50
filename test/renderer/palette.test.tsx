import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { useFilter } from '../../renderer/filter/filter-store.ts';
import { usePlace } from '../../renderer/shell/place-store.ts';
import { findEditor } from '../support/editors.ts';
import {
  command,
  isClosed,
  OPEN_PALETTE,
  offered,
  openPalette,
  openPaletteWindow,
  paletteField,
} from '../support/open-palette.ts';
import { restartWindow } from '../support/open-window.tsx';

const marked = (): string | null => {
  const selected = screen.getByRole('option', { selected: true });
  expect(paletteField().getAttribute('aria-activedescendant')).toBe(selected.id);
  return selected.querySelector('span')?.textContent ?? null;
};
const used = (): string[] => {
  const group = screen.queryByRole('group', { name: 'Used last' });
  return group === null
    ? []
    : within(group)
        .getAllByRole('option')
        .map(({ textContent }) => textContent);
};

test('opens by its key and by its button, and gives the focus back', async () => {
  const { user } = await openPaletteWindow();
  screen.getByRole('grid').focus();
  await openPalette(user);
  await user.keyboard('{Escape}');
  await waitFor(isClosed);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')));

  const button = screen.getByRole('button', { name: 'All commands' });
  await user.click(button);
  await waitFor(() => expect(document.activeElement).toBe(paletteField()));
  await user.keyboard(OPEN_PALETTE);
  await waitFor(isClosed);
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test('opens while a field is written in, and while an editor has the focus', async () => {
  const { user } = await openPaletteWindow();
  const filter = screen.getByRole('combobox', { name: 'Filter webhooks' });
  await user.type(filter, 'ord');
  await openPalette(user, 'x{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(filter));
  expect(useFilter.getState().draft).toBe('ord');

  await user.keyboard('{Control>}3{/Control}');
  const body = await findEditor('Body');
  body.view.focus();
  const focused = document.activeElement;
  await user.keyboard(OPEN_PALETTE);
  await waitFor(() => expect(document.activeElement).toBe(paletteField()));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(focused));
});

test('does not open over a dialog, nor do the keys of pages act behind one', async () => {
  const { user } = await openPaletteWindow();
  await user.keyboard('?');
  await screen.findByRole('dialog', { name: 'Keys' });
  await user.keyboard(`${OPEN_PALETTE}{Control>}6{/Control}`);
  isClosed();
  expect(usePlace.getState().page).toBe('webhooks');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await openPalette(user);
});

test('is in the list of keys', async () => {
  const { user } = await openPaletteWindow();
  await command(user, 'keys');
  const help = await screen.findByRole('dialog', { name: 'Keys' });
  expect(within(help).getByText('All commands').nextSibling?.textContent).toMatch(/^(Ctrl|⌘)K$/);
});

test('moves with the arrows, pages and ends, and tells how many there are', async () => {
  const { user } = await openPaletteWindow();
  await openPalette(user, 'show');
  const all = offered();
  expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toBe(`${all.length} commands found`);
  expect(marked()).toBe(all[0]);
  for (const [key, place] of [
    ['{ArrowDown}', 1],
    ['{End}', -1],
    ['{ArrowDown}', 0],
    ['{ArrowUp}', -1],
    ['{Home}', 0],
    ['{PageDown}', Math.min(10, all.length - 1)],
    ['{PageUp}', 0],
  ] as const) {
    await user.keyboard(key);
    expect(marked(), key).toBe(all.at(place));
  }
  await user.keyboard('{ArrowDown} all');
  expect(marked()).toBe(offered()[0]);
});

test('says so where nothing is found, and Enter then does nothing', async () => {
  const { user } = await openPaletteWindow();
  await openPalette(user, 'fly to the moon');
  expect(screen.queryByRole('option')).toBeNull();
  expect(screen.getByText('Nothing that can be done now has all of these words')).toBeDefined();
  expect(paletteField().getAttribute('aria-activedescendant')).toBeNull();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(paletteField()).toBeDefined();
});

test('a click does it as well', async () => {
  const { user } = await openPaletteWindow();
  await openPalette(user, 'deliveries');
  await user.click(screen.getByRole('option', { name: /^Go to Deliveries/ }));
  expect(await screen.findByRole('heading', { name: 'Deliveries' })).toBeDefined();
  isClosed();
});

test('what was used last comes first, also after a restart, as far as it is possible', async () => {
  const { bridge, user } = await openPaletteWindow();
  await command(user, 'compact');
  await command(user, 'setup');
  await command(user, 'show all');
  await openPalette(user);
  // It shows all webhooks already, in compact rows.
  expect(used()).toEqual([expect.stringMatching(/^Go to Setup/)]);
  expect(offered().filter((label) => label.startsWith('Go to Setup'))).toHaveLength(1);
  cleanup();
  await openPalette((await restartWindow(bridge)).user);
  expect(used()).toEqual([expect.stringMatching(/^Go to Setup/)]);
});

test.each(['nonsense', '{"state":{"used":[1,{},"theme:dark"]},"version":0}', '{"state":null}'])(
  'starts with %s in its storage',
  async (saved) => {
    const { bridge } = await openPaletteWindow(0);
    cleanup();
    localStorage.setItem('palette', saved);
    const { user } = await restartWindow(bridge);
    await openPalette(user, 'dark');
    expect(offered()).toEqual(['Dark theme']);
  },
);
