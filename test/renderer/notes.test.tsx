import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { NOTE_CHARACTERS } from '../../shared/notes.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { idOf, openWindow, shownRows } from '../support/open-window.tsx';

const rowOf = (id: number): HTMLElement => {
  const found = shownRows().find((shown) => idOf(shown) === id);
  if (!found) throw new Error(`row ${id} is not shown`);
  return found;
};
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });
/** Main can be slow: the field comes when the note is there. */
const focused = () => waitFor(async () => expect(document.activeElement).toBe(await field()));
const card = () => screen.findByRole('region', { name: 'Note' });

/** Webhook 48 is the active one of 50. */
async function openOne() {
  const bridge = new FakeBridge(50);
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(50));
  await user.pointer({ keys: '[MouseLeft]', target: rowOf(48) });
  await screen.findByRole('region', { name: 'Payload' });
  // Without a layout the divider beside the detail is everywhere, and takes what the pointer does.
  const pick = (id: number) => fireEvent.mouseDown(rowOf(id));
  return { bridge, user, pick, kept: () => bridge.notes.textOf(48) };
}

async function writeOne() {
  const opened = await openOne();
  await opened.user.keyboard('n');
  await focused();
  return opened;
}

test('n opens the field, Ctrl+Enter keeps the note, and the focus goes back to the list', async () => {
  const { user, kept } = await writeOne();
  expect((await field()).value).toBe('');
  await user.keyboard('Ask Ana{Enter}njk{Control>}{Enter}{/Control}');
  expect(await within(await card()).findByText(/Ask Ana/)).toBeDefined();
  expect(kept()).toBe('Ask Ana\nnjk');
  expect(within(rowOf(48)).getByRole('img', { name: 'Note' })).toBeDefined();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')));
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull());
});

test('the button of the detail opens the field; going elsewhere keeps what was typed, for the right webhook', async () => {
  const { bridge, user, pick } = await openOne();
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  await focused();
  await user.keyboard('for 48');
  pick(45);
  await waitFor(() => expect(bridge.notes.textOf(48)).toBe('for 48'));
  expect(bridge.notes.textOf(45)).toBeNull();
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Note' })).toBeNull());
  pick(48);
  expect(await within(await card()).findByText('for 48')).toBeDefined();
  expect(screen.getAllByRole('button', { name: 'Edit note' })).toHaveLength(2);
});

test('another page takes nothing away', async () => {
  const { user, kept } = await writeOne();
  await user.keyboard('half a thought{Control>}3{/Control}');
  await waitFor(() => expect(kept()).toBe('half a thought'));
});

test('Esc leaves the note as it was, and gives the text back if that was a slip', async () => {
  const { bridge, user, kept } = await writeOne();
  await user.keyboard('first{Control>}{Enter}{/Control}');
  await waitFor(() => expect(kept()).toBe('first'));
  await user.keyboard('n');
  await focused();
  await user.keyboard(' and second{Escape}');
  expect(await within(await card()).findByText('first')).toBeDefined();
  expect(kept()).toBe('first');
  await user.click(await screen.findByRole('button', { name: 'Write on' }));
  expect((await field()).value).toBe('first and second');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(kept()).toBe('first and second'));
  // A second Esc with nothing typed has nothing to tell.
  const asked = bridge.asked.length;
  await user.keyboard('n');
  await field();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull());
  expect(bridge.asked.slice(asked).map(({ channel }) => channel)).not.toContain('note:set');
});

test('an emptied note goes', async () => {
  const { user, kept } = await writeOne();
  await user.keyboard('first{Control>}{Enter}{/Control}');
  await card();
  await user.keyboard('n');
  await user.clear(await field());
  await user.keyboard('  {Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Note' })).toBeNull());
  expect(kept()).toBeNull();
  await waitFor(() => expect(within(rowOf(48)).queryByRole('img', { name: 'Note' })).toBeNull());
});

test('a note that could not be kept is told, stays in its field, and can be kept again', async () => {
  const { bridge, user, pick, kept } = await writeOne();
  bridge.failing.set('note:set', 'The disk is full.');
  await user.keyboard('important{Control>}{Enter}{/Control}');
  expect(await screen.findByRole('alert')).toHaveProperty('textContent', 'Not saved: The disk is full.');
  expect((await field()).value).toBe('important');
  expect((await field()).getAttribute('aria-invalid')).toBe('true');
  pick(45);
  await user.click(await screen.findByRole('button', { name: 'Show', hidden: true }));
  expect((await field()).value).toBe('important');
  bridge.failing.delete('note:set');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(kept()).toBe('important'));
});

test('too much is refused in whole, not cut', async () => {
  const { user, kept } = await writeOne();
  await user.paste('x'.repeat(NOTE_CHARACTERS + 12));
  await user.keyboard('{Control>}{Enter}{/Control}');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('Not saved: 12 characters over the 10,000 that fit.');
  expect((await field()).value).toHaveLength(NOTE_CHARACTERS + 12);
  expect(kept()).toBeNull();
});

test('a note is shown as text, with what would hide in it', async () => {
  const { bridge, user } = await openOne();
  await bridge.invoke('note:set', { id: 47, text: '<b>a</b>\u202Eb' });
  await user.keyboard('k');
  const text = await within(await card()).findByText(/<b>a<\/b>/);
  expect(text.textContent).toContain('RLO');
});

test('the menu of a row opens the field as well, and several selected webhooks have none', async () => {
  const { user, pick } = await openOne();
  pick(46);
  fireEvent.contextMenu(rowOf(46));
  await user.click(await screen.findByRole('menuitem', { name: /^Add note/ }));
  await focused();
  await user.keyboard('from the menu{Escape}');
  pick(46);
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}n');
  expect(await screen.findByText('2 webhooks selected')).toBeDefined();
  expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull();
});

test('has:note is suggested in plain words, and lists follow what is written', async () => {
  const { bridge, user } = await openOne();
  await bridge.invoke('note:set', { id: 30, text: 'refund' });
  await user.keyboard('{Control>}f{/Control}has:n');
  expect(await screen.findByRole('option', { name: /a note that you wrote/ })).toBeDefined();
  await user.keyboard('ote{Enter}');
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([30]));
  await bridge.invoke('note:set', { id: 12, text: 'another' });
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([12, 30]));
  await user.keyboard('refund{Enter}');
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([30]));
});
