import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow } from '../support/open-window.tsx';

async function openKeep(state: Parameters<FakeBridge['change']>[0] = {}) {
  const bridge = new FakeBridge(1);
  bridge.change(state);
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}6{/Control}');
  const keep = within(await screen.findByRole('region', { name: 'Keep' }));
  return { bridge, user, keep };
}

test('limits are set, and taken off', async () => {
  const { bridge, user, keep } = await openKeep();
  const age = keep.getByRole('textbox', { name: 'Age limit in days' });
  await user.clear(age);
  await user.type(age, '7{Enter}');
  await waitFor(() => expect(bridge.settings.keepDays).toBe(7));
  const choices = within(keep.getByRole('group', { name: 'Count limit' }));
  await user.click(choices.getByRole('button', { name: 'No limit' }));
  await waitFor(() => expect(bridge.settings.keepWebhooks).toBe(0));
  await waitFor(() => expect(keep.queryByRole('textbox', { name: 'Count limit in webhooks' })).toBeNull());
  await user.click(choices.getByRole('button', { name: 'Limit' }));
  await waitFor(() => expect(bridge.settings.keepWebhooks).toBe(1_000_000));
});

async function lower(beyond: number | null) {
  const opened = await openKeep();
  opened.bridge.beyond = beyond;
  const age = opened.keep.getByRole('textbox', { name: 'Age limit in days' });
  await opened.user.clear(age);
  await opened.user.type(age, '7{Enter}');
  return { ...opened, dialog: () => screen.findByRole('alertdialog', { name: 'Keep only 7 days?' }) };
}

describe('a lower limit', () => {
  test('says how many webhooks it removes, and does nothing without a word', async () => {
    const { bridge, user, keep, dialog } = await lower(12_345);
    expect((await dialog()).textContent).toContain('Removes 12,345 webhooks for good. Starred ones are kept.');
    expect(bridge.asked.find(({ channel }) => channel === 'keep:count-beyond')?.input).toEqual({ keepDays: 7 });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.settings.keepDays).toBe(30);
    expect(keep.getByRole<HTMLInputElement>('textbox', { name: 'Age limit in days' }).value).toBe('30');
  });

  test('is set on the person’s word', async () => {
    const { bridge, user, dialog } = await lower(1);
    await user.click(within(await dialog()).getByRole('button', { name: 'Remove 1 webhook' }));
    await waitFor(() => expect(bridge.settings.keepDays).toBe(7));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  test('asks as well where it can’t be counted', async () => {
    const { bridge, user, dialog } = await lower(null);
    expect((await dialog()).textContent).toContain('how many can’t be counted now. Starred ones are kept.');
    await user.click(screen.getByRole('button', { name: 'Remove them' }));
    await waitFor(() => expect(bridge.settings.keepDays).toBe(7));
  });

  test('that removes nothing is set at once, and a higher one is not counted', async () => {
    const { bridge, user, keep } = await lower(0);
    await waitFor(() => expect(bridge.settings.keepDays).toBe(7));
    bridge.beyond = 5;
    const age = keep.getByRole('textbox', { name: 'Age limit in days' });
    await user.clear(age);
    await user.type(age, '90{Enter}');
    await waitFor(() => expect(bridge.settings.keepDays).toBe(90));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

test('a count that would leave next to nothing is not taken', async () => {
  const { bridge, user, keep } = await openKeep();
  const count = keep.getByRole('textbox', { name: 'Count limit in webhooks' });
  await user.clear(count);
  await user.type(count, '10{Enter}');
  expect(keep.getByRole('alert').textContent).toBe('1000 to 100000000');
  expect(bridge.settings.keepWebhooks).toBe(1_000_000);
});

test('compacting says how much it gave back, and there is nothing to do without free space', async () => {
  const { bridge, user, keep } = await openKeep({ freeBytes: 12 * 1_024 * 1_024 });
  await user.click(keep.getByRole('button', { name: 'Compact now' }));
  expect(await keep.findByText('12 MB given back to the disk.')).toBeDefined();
  expect(keep.getByRole<HTMLButtonElement>('button', { name: 'Compact now' }).disabled).toBe(true);
  expect(bridge.state.freeBytes).toBe(0);
});

test('compacting can be followed and stopped', async () => {
  const { bridge, user, keep } = await openKeep({ compaction: { freedBytes: 10, leftBytes: 30 } });
  const bar = keep.getByRole<HTMLProgressElement>('progressbar', { name: 'Compacting' });
  expect([bar.value, bar.max]).toEqual([10, 40]);
  await user.click(keep.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(bridge.state.compaction).toBeNull());
});

test('a check says of each file whether it is sound', async () => {
  const { bridge, user, keep } = await openKeep();
  bridge.checked = [
    { name: 'capture.db', bytes: 1_024, problems: [] },
    { name: 'index.db', bytes: 1_024, problems: ['Tree 5 page 7: btreeInitPage() returns error code 11'] },
  ];
  await user.click(keep.getByRole('button', { name: 'Check' }));
  expect(await keep.findByText('capture.db, 1 KB: sound')).toBeDefined();
  expect(await keep.findByText(/index\.db, 1 KB: damaged\. Tree 5/)).toBeDefined();
});

test('while the index is built the window says how far it is', async () => {
  const { bridge, user, keep } = await openKeep();
  await user.click(keep.getByRole('button', { name: 'Rebuild' }));
  expect(bridge.asked.map(({ channel }) => channel)).toContain('keep:rebuild');
  bridge.change({ rebuild: { done: 250, of: 1_000 } });
  expect(await keep.findByText('25 % of the history is in the index.')).toBeDefined();
  expect(screen.getByText('25 %')).toBeDefined();
});

test('a damaged record is set aside on the person’s word alone, and what can be read of it is saved', async () => {
  const { bridge, user } = await openKeep({
    damage: { sentence: 'The record is damaged.', isRecord: true },
    setAside: [{ file: '/data/capture-damaged-1.db', bytes: 2_048 }],
  });
  const asked = (): string[] => bridge.asked.map(({ channel }) => channel);
  expect(asked()).not.toContain('record:set-aside');
  await user.click(screen.getByRole('button', { name: 'Save what can be read' }));
  expect(await screen.findByText(/1,204 webhooks could be read and saved to/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Set it aside and restart' }));
  await waitFor(() => expect(asked()).toContain('record:set-aside'));
});

test('a damaged index mends itself, so there is nothing to decide', async () => {
  await openKeep({ damage: { sentence: 'The index is damaged again.', isRecord: false } });
  expect(screen.getByRole('alert').textContent).toContain('The index is damaged again.');
  expect(screen.queryByRole('button', { name: 'Set it aside and restart' })).toBeNull();
});
