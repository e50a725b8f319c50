import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { useSelection } from '../../renderer/webhooks/selection-store.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { idOf, openWindow, restartWindow, shownRows } from '../support/open-window.tsx';

const row = (id: number | undefined): HTMLElement => {
  const found = shownRows().find((shown) => idOf(shown) === id);
  if (!found) throw new Error(`row ${id} is not shown`);
  return found;
};
const header = (name: string | RegExp): HTMLElement => screen.getByRole('columnheader', { name });
const answerButton = (): HTMLElement => within(header('Answer')).getByRole('button');
const directionOf = (name: string): string | null => header(name).getAttribute('aria-sort');
/** The ids on screen, from the first row of the list on. */
const shownIds = (): number[] => shownRows().map(idOf);

/** A list whose third webhook was answered 500, and the seventh 503. */
async function openList(count: number) {
  const bridge = new FakeBridge(count);
  bridge.mark(3, { answerStatus: 500 });
  bridge.mark(7, { answerStatus: 503 });
  const { user } = await openWindow(bridge);
  await screen.findByRole('grid');
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(count));
  return { bridge, user };
}

/** The same, with the highest answer first. */
async function openSorted(count: number) {
  const { bridge, user } = await openList(count);
  await user.click(answerButton());
  await user.click(answerButton());
  await waitFor(() => expect(shownIds().slice(0, 3)).toEqual([7, 3, count]));
  return { bridge, user };
}

test('a click on a column sorts ascending, another descending, and a third goes back to arrival', async () => {
  const { user } = await openList(300);
  expect(directionOf('Answer')).toBe('none');
  await user.click(answerButton());
  expect(directionOf('Answer')).toBe('ascending');
  await waitFor(() => expect(shownIds()[0]).toBe(1));
  await user.keyboard('{Enter}');
  expect(directionOf('Answer')).toBe('descending');
  await waitFor(() => expect(shownIds().slice(0, 3)).toEqual([7, 3, 300]));
  expect(useSelection.getState().isDetailOpen).toBe(false);
  await user.keyboard(' ');
  expect(directionOf('Answer')).toBe('none');
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(300));
});

test('another column sorts from its beginning, and only one has an order', async () => {
  const { user } = await openSorted(60);
  await user.click(within(header('Kind')).getByRole('button'));
  expect([directionOf('Answer'), directionOf('Kind')]).toEqual(['none', 'ascending']);
});

test('the columns are one stop for Tab, and the arrows go from one to the next', async () => {
  const { user } = await openList(60);
  screen.getByRole('grid').focus();
  await user.tab();
  expect(document.activeElement).toBe(within(header('Star')).getByRole('button'));
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(document.activeElement).toBe(within(header('Kind')).getByRole('button'));
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement?.textContent).toContain('Time');
  await user.tab();
  expect(header('Time').closest('[role=rowgroup]')?.contains(document.activeElement)).toBe(false);
});

test('it says by what it sorts, that it does so, and goes back by a click', async () => {
  const { bridge, user } = await openList(60);
  const held = new EventTarget();
  bridge.holding.set(
    'list:ids',
    new Promise<void>((resolve) => held.addEventListener('answer', () => resolve(), { once: true })),
  );
  await user.click(answerButton());
  expect(await screen.findByRole('button', { name: 'Sorting by Answer…' })).toBeDefined();
  expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('true');
  held.dispatchEvent(new Event('answer'));
  const mark = await screen.findByRole('button', { name: 'By Answer, lowest first' });
  expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('false');
  await user.click(mark);
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(60));
  await waitFor(() => expect(screen.queryByRole('button', { name: /Answer, lowest/ })).toBeNull());
});

test('a sort that fails is not claimed', async () => {
  const { bridge, user } = await openList(60);
  bridge.failing.set('list:ids', 'The index is busy.');
  await user.click(answerButton());
  expect(await screen.findByRole('button', { name: 'Not sorted' })).toBeDefined();
});

test('what arrives does not move a sorted list until the person asks for it', async () => {
  const { bridge, user } = await openSorted(300);
  const before = shownIds();
  bridge.arrive(2);
  bridge.arrive(10);
  const pill = await screen.findByRole('button', { name: '12 new: sort again' });
  expect(shownIds()).toEqual(before);
  expect(screen.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')).toBe('false');

  await user.click(pill);
  await waitFor(() => expect(shownIds().slice(0, 3)).toEqual([7, 3, 312]));
  await waitFor(() => expect(screen.queryByRole('button', { name: /new/ })).toBeNull());
});

test('the pill is for the keyboard too', async () => {
  const { bridge, user } = await openSorted(60);
  bridge.arrive();
  (await screen.findByRole('button', { name: '1 new: sort again' })).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(shownIds().slice(0, 3)).toEqual([7, 3, 61]));
});

test('to follow the newest is to go back to the order of arrival', async () => {
  const { bridge, user } = await openSorted(300);
  await user.click(screen.getByRole('button', { name: 'Follow' }));
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(300));
  bridge.arrive();
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(301));
});

test('Shift takes the rows between two as the sorted list shows them', async () => {
  const { user } = await openSorted(60);
  await user.pointer({ keys: '[MouseLeft]', target: row(3) });
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(await screen.findByText('3 webhooks selected')).toBeDefined();
  expect(useSelection.getState().ranges).toEqual([
    [3, 3],
    [59, 60],
  ]);
  await user.keyboard('{Shift>}[MouseLeft]{/Shift}');
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('60 webhooks selected')).toBeDefined();
});

test('keys move by place, and what is active stays so when the order changes', async () => {
  const { user } = await openSorted(300);
  await user.pointer({ keys: '[MouseLeft]', target: row(3) });
  await user.keyboard('{ArrowDown}');
  expect(useSelection.getState().activeId).toBe(300);
  await user.keyboard('{End}');
  expect(useSelection.getState().activeId).toBe(1);
  await user.keyboard('{Home}');
  expect(useSelection.getState().activeId).toBe(7);
  await user.click(screen.getByRole('button', { name: /^By Answer/ }));
  await waitFor(() => expect(shownIds()).toContain(7));
  expect(useSelection.getState().activeId).toBe(7);
  expect(row(7).getAttribute('aria-selected')).toBe('true');
});

test('after a delete in a sorted list the next one of that list is active', async () => {
  const { user } = await openSorted(60);
  await user.pointer({ keys: '[MouseLeft]', target: row(3) });
  await user.keyboard('{Control>}{Delete}{/Control}');
  await waitFor(() => expect(shownIds()).not.toContain(3));
  expect(useSelection.getState().activeId).toBe(60);
});

test('the order is there again after a restart', async () => {
  await openSorted(60);
  cleanup();
  const again = new FakeBridge(60);
  again.mark(9, { answerStatus: 500 });
  await restartWindow(again);
  await waitFor(() => expect(shownIds()[0]).toBe(9));
  expect(directionOf('Answer')).toBe('descending');
});

test('an order that this version does not know is forgotten', async () => {
  await openSorted(60);
  cleanup();
  localStorage.setItem('sort', '{"state":{"sort":{"column":"price","direction":"ascending"}},"version":0}');
  await restartWindow(new FakeBridge(60));
  await waitFor(() => expect(shownIds()).toContain(60));
  expect(screen.queryByRole('button', { name: /^(By|Sorting|Not)/ })).toBeNull();
});

test('a sorted list is searched slice by slice as well, says how far it is, and can be stopped', async () => {
  const { bridge, user } = await openSorted(60);
  bridge.bodiesAtOnce = 1;
  bridge.delayMs = 40;
  await user.keyboard('{Control>}f{/Control}contains:e{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  const told = await screen.findByText(/^Stopped: the newest \d+ % searched$/);
  // Those two are the oldest.
  expect(shownIds()).not.toContain(7);
  expect(told).toBeDefined();
  bridge.delayMs = 0;
  await user.click(screen.getByRole('button', { name: /^Remove contains/ }));
  await waitFor(() => expect(shownIds().slice(0, 2)).toEqual([7, 3]));
});
