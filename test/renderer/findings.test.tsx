import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { aSample, type SampleRequest } from '../support/samples.ts';

const ODD: SampleRequest = {
  path: '/webhooks/message-status',
  body: JSON.stringify({
    message_uuid: 'm',
    channel: 'sms',
    to: 447700900000,
    timestamp: '2025-01-15T09:30:00Z',
    status: 'rejected',
    error: { type: 'x#1170', title: '1170' },
    usage: { currency: 'EUR', price: '0.03', discount: '0.01' },
  }),
};

async function openDetail(request: SampleRequest) {
  const bridge = new FakeBridge();
  bridge.receive(aSample(request));
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  return { user, payload: await screen.findByRole('region', { name: 'Payload' }) };
}

const activeRow = (tree: HTMLElement): string =>
  document.getElementById(tree.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';

test('findings are listed with their path and words, and marked in the list and the tree', async () => {
  const { payload } = await openDetail(ODD);
  const list = within(payload).getByRole('region', { name: 'Findings' });
  expect(
    within(list)
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual([
    '$.to is a number; text is documented.',
    '$.from is missing.',
    '$.usage.discount is not a documented field of this webhook.',
  ]);
  expect(within(shownRows()[0] as HTMLElement).getByRole('img', { name: '3 findings' })).toBeDefined();
  const tree = within(payload).getByRole('tree');
  const marked = within(tree)
    .getAllByRole('treeitem')
    .filter((item) => within(item).queryByTitle(/is missing|is a number|is not a documented/));
  expect(marked.map(({ textContent }) => textContent?.slice(0, 8))).toEqual(['{', 'to447700', 'discount']);
});

test('a finding leads to its row, which says what was noticed', async () => {
  const { user, payload } = await openDetail(ODD);
  await user.click(within(payload).getByRole('tab', { name: 'Raw' }));
  await user.click(within(payload).getByRole('button', { name: /usage\.discount/ }));
  const tree = await within(payload).findByRole('tree');
  await waitFor(() => expect(document.activeElement).toBe(tree));
  expect(activeRow(tree)).toContain('discount');
  expect(payload.textContent).toContain('It is not a documented field of this webhook.');
  await user.click(within(payload).getByRole('button', { name: /\$\.from/ }));
  await waitFor(() => expect(activeRow(tree)).toBe('{'));
});

test('by keyboard, a row says what its field, its status and its error code mean', async () => {
  const { user, payload } = await openDetail(ODD);
  const tree = within(payload).getByRole('tree');
  tree.focus();
  const goTo = async (name: string): Promise<void> => {
    await user.keyboard('{Home}');
    for (let moves = 0; moves < 20 && !activeRow(tree).startsWith(name); moves += 1) await user.keyboard('{ArrowDown}');
  };
  await goTo('status');
  const place = document.getElementById('tree-place');
  expect(place?.textContent).toContain('What became of the message so far.');
  expect(place?.textContent).toContain('refused the message');
  await goTo('title');
  expect(document.getElementById('tree-place')?.textContent).toContain('Recipient number missing or invalid.');
  expect(document.getElementById('tree-place')?.textContent).toContain('digits only');
});

test('a meaning opens on hover', async () => {
  const { user, payload } = await openDetail(ODD);
  await user.hover(within(within(payload).getByRole('tree')).getByText('channel'));
  expect((await screen.findByRole('tooltip')).textContent).toBe(
    'The way that the message takes: SMS, WhatsApp and so on.',
  );
});

test('in a form a name has its meaning by keyboard, and a finding stands beside its value', async () => {
  const { user, payload } = await openDetail({
    path: '/webhooks/delivery-receipt',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'msisdn=447700900001&to=ME&messageId=0A&status=vanished&err-code=9',
  });
  const table = within(payload).getByRole('table', { name: 'Form fields' });
  expect(within(table).getByRole('row', { name: /status/ }).textContent).toContain('is “vanished”, which is none of');
  await user.click(within(payload).getByRole('button', { name: /\$\.status/ }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('status'));
  await user.tab();
  await user.tab();
  await user.tab();
  expect(document.activeElement?.textContent).toBe('9');
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/^Illegal number: user opted out\. Do not send/);
});

test('a webhook as documented has no list of findings and no mark', async () => {
  const { payload } = await openDetail({
    body: ODD.body?.toString().replace('447700900000', '"1","from":"2"').replace(',"discount":"0.01"', '') ?? '',
  });
  expect(within(payload).queryByRole('region', { name: 'Findings' })).toBeNull();
  expect(screen.queryByRole('img', { name: /finding/ })).toBeNull();
});

test('many findings are a few at first', async () => {
  const extra = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`extra_${index}`, index]));
  const { user, payload } = await openDetail({
    ...ODD,
    body: JSON.stringify({ ...JSON.parse(String(ODD.body)), ...extra }),
  });
  const list = within(payload).getByRole('region', { name: 'Findings' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(5);
  await user.click(within(list).getByRole('button', { name: 'Show all 15' }));
  expect(within(list).getAllByRole('listitem')).toHaveLength(15);
});
