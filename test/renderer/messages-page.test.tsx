import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { useMessageStore } from '../../renderer/messages/message-store.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { idOf, openWindow, shownRows } from '../support/open-window.tsx';
import { aPart, anInbound, aStatus } from '../support/message-lives.ts';
import type { Sample } from '../support/samples.ts';

async function openMessages(...webhooks: Sample[]) {
  const bridge = new FakeBridge();
  for (const webhook of webhooks) bridge.receive(webhook);
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}2{/Control}');
  await screen.findByRole('region', { name: 'Messages' });
  return { bridge, user };
}

const many = (count: number): Sample[] =>
  Array.from({ length: count }, (_, index) => aStatus(`m-${index + 1}`, 'submitted', index));
const texts = (): string[] => shownRows().map((row) => row.textContent);
const activeId = (): number =>
  Number(screen.getByRole('grid').getAttribute('aria-activedescendant')?.replace('message-', ''));
/** Where a row is on screen: its place among the rows, less what is scrolled away. */
const placeOf = (id: number): number => {
  const row = shownRows().find((shown) => idOf(shown) === id);
  const top = Number.parseFloat(row?.style.top ?? '');
  return top - (row?.closest('[role=rowgroup]')?.scrollTop ?? 0);
};
const rowWith = async (words: string): Promise<HTMLElement> => {
  const text = await within(await screen.findByRole('grid')).findByText(words);
  return text.closest('[role=row]') as HTMLElement;
};

test('a message is one row, with who, what, its last state, and what is remarkable', async () => {
  await openMessages(
    aStatus('a', 'delivered', 4),
    aStatus('a', 'submitted', 0),
    aStatus('a', 'delivered', 4),
    anInbound('b', 'Is it on its way?', 9),
  );
  await waitFor(() => expect(texts()).toHaveLength(2));
  const [outbound, inbound] = shownRows() as [HTMLElement, HTMLElement];
  const cells = await waitFor(() => {
    const found = within(outbound)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
    expect(found).toContain('delivered');
    return found;
  });
  expect(cells.slice(1)).toEqual([
    'Outbound',
    'whatsapp',
    '447700900000447700900001',
    '–',
    'delivered',
    '3',
    '4.0 s',
    'out of orderrepeated',
  ]);
  for (const words of ['Inbound', 'Is it on its way?', 'received']) {
    expect(within(inbound).getByText(words)).toBeDefined();
  }
});

test('a webhook changes the row of its message and brings it to the end, while the list is open', async () => {
  const { bridge } = await openMessages(...many(3));
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([1, 2, 3]));
  bridge.receive(aStatus('m-1', 'delivered', 60));
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([2, 3, 1]));
  await waitFor(() => expect(texts().at(-1)).toContain('delivered'));
  expect(texts().at(-1)).toContain('1 min');
});

test('a part that comes takes the mark of missing parts from the others', async () => {
  const { bridge } = await openMessages(aPart('p-1', 1, 'one '), aPart('p-3', 3, 'three'));
  expect(await screen.findAllByText('1 part missing')).toHaveLength(2);
  bridge.receive(aPart('p-2', 2, 'two '));
  await waitFor(() => expect(screen.queryByText('1 part missing')).toBeNull());
  expect(shownRows()).toHaveLength(3);
});

test('rows that leave for the end do not move the others, and are counted', async () => {
  const { bridge, user } = await openMessages(...many(300));
  await waitFor(() => expect(shownRows().map(idOf)).toContain(300));
  screen.getByRole('grid').focus();
  await user.keyboard('{Home}');
  await waitFor(() => expect(activeId()).toBe(1));
  for (let down = 0; down < 3; down += 1) await user.keyboard('{PageDown}');
  await waitFor(() => expect(activeId()).toBe(31));
  const before = placeOf(31);
  bridge.receive(aStatus('m-2', 'delivered', 900));
  expect(await screen.findByRole('button', { name: '1 update' })).toBeDefined();
  expect(
    shownRows()
      .find((shown) => idOf(shown) === 31)
      ?.getAttribute('aria-rowindex'),
  ).toBe('31');
  expect(placeOf(31)).toBe(before);
  await user.click(screen.getByRole('button', { name: '1 update' }));
  await waitFor(() => expect(idOf(shownRows().at(-1))).toBe(2));
});

test('the keys of the list move the active message, open the detail and close it', async () => {
  const { user } = await openMessages(...many(40));
  await waitFor(() => expect(shownRows().map(idOf)).toContain(40));
  const grid = screen.getByRole('grid', { name: 'Messages' });
  expect(grid.getAttribute('aria-rowcount')).toBe('41');
  grid.focus();
  const steps: [string, number][] = [
    ['{ArrowUp}', 40],
    ['{ArrowUp}', 39],
    ['k', 38],
    ['j', 39],
    ['{PageUp}', 29],
    ['{PageDown}', 39],
    ['{Home}', 1],
    ['{ArrowUp}', 1],
    ['{End}', 40],
  ];
  for (const [key, id] of steps) {
    await user.keyboard(key);
    await waitFor(() => expect(activeId()).toBe(id));
  }
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('list', { name: 'Timeline' })).toBeDefined();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Message' }));
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(grid);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Message' })).toBeNull());
});

test('the detail says in words what the marks mean', async () => {
  const { user } = await openMessages(
    aStatus('a', 'undeliverable', 4, { error: { title: '1320' }, usage: { currency: 'EUR', price: '0.03' } }),
    aStatus('a', 'read', 9),
  );
  await user.pointer({ keys: '[MouseLeft]', target: await rowWith('charged though failed') });
  const marks = await screen.findByLabelText('Marks');
  expect(marks.textContent).toContain('It failed, and Vonage reports a price: 0.03 EUR.');
  expect(marks.textContent).toContain('A state that must have been before another one never came.');
});

test('a step leads to its webhook, and the way back to the same message and place', async () => {
  const { user } = await openMessages(...many(200), aStatus('m-120', 'delivered', 400));
  await waitFor(() => expect(shownRows().map(idOf)).toContain(120));
  await user.pointer({ keys: '[MouseLeft]', target: await rowWith('delivered') });
  await user.keyboard('{PageUp}{PageUp}{PageUp}{PageUp}{PageDown}');
  const id = activeId();
  const shown = shownRows().map(idOf);
  const timeline = await screen.findByRole('list', { name: 'Timeline' });
  await user.click(within(timeline).getAllByRole('button')[0] as HTMLElement);
  expect(await screen.findByRole('region', { name: 'Payload' })).toBeDefined();
  await waitFor(() => expect(shownRows().filter((row) => row.ariaSelected === 'true')).toHaveLength(1));

  await user.click(screen.getByRole('button', { name: /^Back to the message/ }));
  await waitFor(() => expect(activeId()).toBe(id));
  expect(shownRows().map(idOf)).toEqual(shown);
});

test('each webhook of a repeated step is reached, also by keys', async () => {
  const { user } = await openMessages(
    aStatus('a', 'submitted', 0),
    aStatus('a', 'delivered', 4),
    aStatus('a', 'delivered', 4),
  );
  await user.pointer({ keys: '[MouseLeft]', target: await rowWith('repeated') });
  const arrived = within(await screen.findByRole('group', { name: 'Arrived' })).getAllByRole('button');
  expect(arrived).toHaveLength(2);
  arrived[1]?.focus();
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(
      shownRows()
        .filter((row) => row.ariaSelected === 'true')
        .map(idOf),
    ).toEqual([3]),
  );
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(await screen.findByRole('region', { name: 'Messages' })).toBeDefined();
});

test('a webhook that the open view does not show opens all webhooks', async () => {
  const { user } = await openMessages(aStatus('a', 'submitted', 0));
  await user.click(screen.getByRole('button', { name: /^Starred/ }));
  await screen.findByText('No starred webhooks yet');
  await user.keyboard('{Control>}2{/Control}');
  await user.pointer({ keys: '[MouseLeft]', target: await rowWith('submitted') });
  const timeline = await screen.findByRole('list', { name: 'Timeline' });
  await user.click(within(timeline).getByRole('button'));
  expect(await screen.findByRole('heading', { name: 'All webhooks' })).toBeDefined();
});

test('the card of a webhook leads to its message', async () => {
  const bridge = new FakeBridge();
  const first = bridge.receive(aStatus('a', 'submitted', 0));
  bridge.receive(aStatus('a', 'delivered', 4));
  const reply = await bridge.invoke('message:get', { messageId: 'a' });
  if (reply.ok && reply.value) bridge.messages.set(first, reply.value);
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  await user.click(await screen.findByRole('button', { name: 'Show in Messages' }));
  expect(await screen.findByRole('region', { name: 'Messages' })).toBeDefined();
  await waitFor(() => expect(activeId()).toBe(1));
});

test('the parts of a long text lead to each other, and those that are missing are named', async () => {
  const { user } = await openMessages(aPart('p-1', 1, 'one '), aPart('p-3', 3, 'three'), ...many(2));
  await user.pointer({ keys: '[MouseLeft]', target: (await screen.findAllByText('1 part missing'))[0] as HTMLElement });
  expect(await screen.findByText(/from 3 parts; part 2 is missing/)).toBeDefined();
  await user.click(within(screen.getByRole('group', { name: 'Parts' })).getByRole('button', { name: '3' }));
  await waitFor(() => expect(activeId()).toBe(2));
});

test('a search looks at all webhooks of a message, and is not that of the webhooks', async () => {
  const { user } = await openMessages(...many(5), aStatus('m-2', 'rejected', 9));
  await user.type(screen.getByRole('textbox', { name: 'Search messages' }), 'rejected');
  await waitFor(() => expect(shownRows().map(idOf)).toEqual([2]));
  expect(screen.getByText('1 match')).toBeDefined();
  await user.clear(screen.getByRole('textbox', { name: 'Search messages' }));
  await user.type(screen.getByRole('textbox', { name: 'Search messages' }), 'nowhere');
  expect(await screen.findByText('Nothing matches “nowhere”')).toBeDefined();
  await user.keyboard('{Control>}1{/Control}');
  await waitFor(() => expect(shownRows()).toHaveLength(6));
  await user.keyboard('{Control>}2{/Control}');
  await user.click((await screen.findAllByRole('button', { name: 'Clear search' })).at(-1) as HTMLElement);
  await waitFor(() => expect(shownRows()).toHaveLength(5));
});

test('no message yet: the list says what belongs in it, and the first one shows', async () => {
  const { bridge, user } = await openMessages();
  expect(await screen.findByText('No messages yet')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Calls' }));
  expect(await screen.findByText('No calls yet')).toBeDefined();
  await user.click(
    within(screen.getByRole('group', { name: 'Which messages' })).getByRole('button', { name: 'Messages' }),
  );
  bridge.receive(aStatus('a', 'submitted', 0));
  await waitFor(() => expect(shownRows()).toHaveLength(1));
});

test('a list that can’t be read says why, and a message that is gone is said to be', async () => {
  const { bridge, user } = await openMessages(aStatus('a', 'submitted', 0), aStatus('b', 'submitted', 0));
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  await screen.findByRole('list', { name: 'Timeline' });
  await bridge.invoke('webhook:remove', { ids: [1] });
  expect(await screen.findByText('This message is gone')).toBeDefined();
  expect(useMessageStore.getState().isDetailOpen).toBe(true);
  bridge.failing.set('messages:ids', 'The index is being rebuilt.');
  await user.click(screen.getByRole('button', { name: 'Calls' }));
  await user.keyboard('{Control>}1{/Control}{Control>}2{/Control}');
  expect(await screen.findByText('The index is being rebuilt.')).toBeDefined();
});
