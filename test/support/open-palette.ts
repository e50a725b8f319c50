import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect } from 'vitest';

import { useSelection } from '../../renderer/webhooks/selection-store.ts';
import type { AppState, Channel } from '../../shared/contract.ts';
import { FakeBridge } from './fake-bridge.ts';
import { idOf, openWindow, shownRows } from './open-window.tsx';
import { targetState } from './targets.ts';

export interface Opened {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
}

const COUNT = 20;
export const OPEN_PALETTE = '{Control>}k{/Control}';

export async function openPaletteWindow(count = COUNT, state: Partial<AppState> = {}): Promise<Opened> {
  const bridge = new FakeBridge(count);
  bridge.state = { ...bridge.state, ...state };
  bridge.deliveries.targets = [targetState({ id: 1, name: 'chat' }), targetState({ id: 2, name: 'receipts' })];
  bridge.savedFilters = [{ id: 7, name: 'WhatsApp failures', filter: 'channel:whatsapp' }];
  const { user } = await openWindow(bridge);
  if (count > 0) await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(count));
  return { bridge, user };
}

/** With the newest webhook active. */
export async function openWithWebhook(): Promise<Opened> {
  const opened = await openPaletteWindow();
  await opened.user.keyboard('k');
  await waitFor(() => expect(useSelection.getState().activeId).toBe(COUNT));
  return opened;
}

export const paletteField = (): HTMLElement => screen.getByRole('combobox', { name: 'Search commands' });
export const isClosed = (): void => expect(screen.queryByRole('dialog', { name: 'Commands' })).toBeNull();

export async function openPalette(user: UserEvent, search = ''): Promise<void> {
  await user.keyboard(OPEN_PALETTE);
  await waitFor(() => expect(document.activeElement).toBe(paletteField()));
  if (search !== '') await user.keyboard(search);
}

/** Searches and does the best that is found. */
export async function command(user: UserEvent, search: string): Promise<void> {
  await openPalette(user, `${search}{Enter}`);
  await waitFor(isClosed);
}

export const offered = (): string[] =>
  screen.getAllByRole('option').map((option) => option.querySelector('span')?.textContent ?? '');
export const asked = (bridge: FakeBridge, channel: Channel): unknown[] =>
  bridge.asked.filter((each) => each.channel === channel).map(({ input }) => input);
