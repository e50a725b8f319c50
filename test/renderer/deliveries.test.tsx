import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import type { Channel } from '../../shared/contract.ts';
import type { DeliveryDetail, Run, TargetState } from '../../shared/contract/deliveries.ts';
import { findEditor } from '../support/editors.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { targetState } from '../support/targets.ts';

const REFUSED = {
  state: 'down',
  message: 'connection refused: nothing listens on localhost:3000',
  checkedAt: Date.now() * 1_000,
  latencyUs: null,
} as const;

const aRow: DeliveryDetail['row'] = {
  id: 1,
  webhookId: 1,
  targetId: 1,
  targetName: 'my app',
  way: 'replay',
  runId: null,
  runPosition: null,
  state: 'answered',
  startedAt: 1_736_933_400_000_000,
  method: 'POST',
  url: 'http://localhost:3000/x',
  edited: false,
  signature: 'keep',
  status: 200,
  answerBytes: 3,
  problemCode: null,
  problem: null,
  connectUs: null,
  firstByteUs: 900,
  totalUs: 1_000,
};

const aRun = (id: number): Run => ({
  id,
  targetName: 'my app',
  url: 'http://localhost:3000',
  state: 'done',
  startedAt: aRow.startedAt,
  endedAt: aRow.startedAt,
  total: 3,
  sent: 3,
  succeeded: 3,
  failed: 0,
  unknown: 0,
});

/** Of the first run, or from the fourth on of the second. */
const aSent = (id: number, webhookId: number, status: number): DeliveryDetail => ({
  row: { ...aRow, id, webhookId, status, runId: id > 3 ? 2 : 1, runPosition: (id - 1) % 3 },
  requestHeaders: [],
  requestBody: null,
  answerHeaders: [],
  answerBody: null,
});

async function open(targets: TargetState[] = [], count = 3) {
  const bridge = new FakeBridge(count);
  bridge.deliveries.targets = targets;
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(count));
  const asked = (channel: Channel): unknown[] =>
    bridge.asked.filter((question) => question.channel === channel).map(({ input }) => input);
  return { bridge, user, asked };
}

async function openEditor() {
  const opened = await open([targetState()]);
  await opened.user.keyboard('k{Shift>}R{/Shift}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit and replay webhook 3' }));
  const body = await findEditor('Body');
  await waitFor(() => expect(body.view.hasFocus).toBe(true));
  return { ...opened, dialog, body };
}

describe('a target', () => {
  test('is told in the top bar, by its address alone, and then forwarded to', async () => {
    const { user, asked } = await open();
    await user.click(await screen.findByRole('button', { name: 'Forward to my app' }));
    const field = await screen.findByLabelText('URL');
    await user.clear(field);
    await user.type(field, 'http://localhost:9000{Enter}');
    await screen.findByRole('button', { name: /^Forwarding to localhost:9000/ });
    expect(asked('targets:save')).toMatchObject([
      { id: null, name: 'localhost:9000', url: 'http://localhost:9000', live: true, mode: 'store-and-answer' },
    ]);
  });

  test('that is none says why where it was typed', async () => {
    const { bridge, user } = await open();
    bridge.failing.set('targets:save', 'This is not an address.');
    await user.click(await screen.findByRole('button', { name: 'Forward to my app' }));
    await user.type(await screen.findByLabelText('URL'), 'x{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('This is not an address.');
  });

  test('is asked whether it is up before it is saved', async () => {
    const { user, asked } = await open();
    await user.click(await screen.findByRole('button', { name: 'Forward to my app' }));
    await user.click(await screen.findByRole('button', { name: 'Is it up?' }));
    await screen.findByText('It is up and answers in 0.90 ms.');
    expect(asked('targets:probe')).toEqual([
      { url: 'http://localhost:3000', allowSelfSigned: false, healthPath: null },
    ]);
  });

  test('that is down says so in the bars, and what it missed is replayed once it is back', async () => {
    const { bridge, user, asked } = await open([targetState({ health: REFUSED, missed: 12 })]);
    await screen.findByText(/my app down, 12 missed/);
    await user.click(screen.getByRole('button', { name: /my app down/ }));
    const group = await screen.findByRole('group', { name: 'Missed by my app' });
    const button = within(group).getByRole<HTMLButtonElement>('button', { name: 'Replay the 12 missed' });
    expect(button.disabled).toBe(true);
    bridge.deliveries.change([targetState({ missed: 12 })]);
    await waitFor(() => expect(button.disabled).toBe(false));
    await user.click(button);
    await waitFor(() => expect(asked('targets:replay-missed')).toEqual([{ id: 1 }]));
    await screen.findByText(/12 of 12 deliveries sent/);
  });

  test('that answers Vonage has a strip on the window, which switches it off', async () => {
    const { user, asked } = await open([targetState({ mode: 'pass-through' })]);
    const strip = (await screen.findByText('my app answers Vonage.')).closest<HTMLElement>('[role=status]');
    if (strip === null) throw new Error('no strip');
    await user.click(within(strip).getByRole('button', { name: 'Switch off' }));
    await waitFor(() => expect(screen.queryByText('my app answers Vonage.')).toBeNull());
    expect(asked('targets:save')).toMatchObject([{ id: 1, live: false, mode: 'pass-through' }]);
  });

  test('is given up with Esc, and the focus is back where it was', async () => {
    const { user } = await open([targetState()]);
    await user.keyboard('{Control>}4{/Control}');
    const change = await screen.findByRole('button', { name: 'Change my app' });
    for (const button of [change, screen.getByRole('button', { name: 'Add a target' })]) {
      const name = button.getAttribute('aria-label') ?? button.textContent;
      await user.click(button);
      await user.type(screen.getByLabelText('URL'), '/hooks{Escape}');
      expect(screen.queryByRole('form')).toBeNull();
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name })));
    }
  });

  test('is changed on its page: kinds, headers, time limit', async () => {
    const { user, asked } = await open([targetState()]);
    await user.keyboard('{Control>}4{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Change my app' }));
    const form = within(await screen.findByRole('form', { name: 'Change my app' }));
    const kinds = within(form.getByRole('group', { name: 'Kinds' }));
    kinds.getByText('All kinds are forwarded.');
    for (const name of ['Inbound message', 'Message status', 'Inbound SMS', 'Inbound SMS']) {
      await user.click(kinds.getByRole('checkbox', { name }));
    }
    kinds.getByText('2 picked');
    await user.type(form.getByLabelText('Headers to add'), 'X-Mine: 1{Enter}no header');
    expect(form.getByRole('alert').textContent).toBe('Each line is a name, a colon and a value.');
    await user.type(form.getByLabelText('Headers to add'), ': 2');
    await user.clear(form.getByLabelText('Headers to add'));
    await user.type(form.getByLabelText('Headers to add'), 'X-Mine: 1');
    await user.click(form.getByRole('switch', { name: 'X-Webhook-Inspector headers' }));
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(asked('targets:save')).toMatchObject([
        { kinds: ['inbound-message', 'message-status'], headers: [['X-Mine', '1']], marks: false },
      ]),
    );
  });
});

test('a name that is no kind or channel is said, and can be taken away', async () => {
  const { user, asked } = await open([targetState({ kinds: ['inbund', 'answer'], channels: ['pigeon'] })]);
  await user.keyboard('{Control>}4{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Change my app' }));
  const form = within(await screen.findByRole('form', { name: 'Change my app' }));
  expect(form.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    '“inbund”: no kind that this app knows, so nothing of it is forwarded.',
    '“pigeon”: no channel that this app knows.',
  ]);
  await user.click(form.getByRole('checkbox', { name: 'inbund' }));
  const channels = within(form.getByRole('group', { name: 'Channels' }));
  await user.click(channels.getByRole('button', { name: 'Pick none' }));
  expect(form.queryByRole('alert')).toBeNull();
  await user.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked('targets:save')).toMatchObject([{ kinds: ['answer'], channels: [] }]));
});

describe('replay', () => {
  test('R sends the active webhook to the last target, and the list, card and bar tell the answer', async () => {
    const { user, asked } = await open([targetState()]);
    await user.keyboard('k{Enter}r');
    await screen.findByText('my app answered 200 in 4.40 ms');
    expect(asked('replay:one')).toEqual([{ webhook: 3, destination: { target: 1 }, signature: 'keep', edit: null }]);
    const card = within(screen.getByRole('region', { name: 'Deliveries' }));
    await user.click(await card.findByRole('button', { name: /200 my app replayed/ }));
    await card.findByText(/connected in 0\.30 ms, first byte after 4\.20 ms, 4\.40 ms in all/);
    expect(shownRows().at(-1)?.textContent).toContain('200200');
  });

  test('without a target asks where to, and sends nothing', async () => {
    const { user, asked } = await open();
    await user.keyboard('kr');
    await screen.findByText('Replay to where?');
    expect(asked('replay:one')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Add a target' }));
    await screen.findByRole('region', { name: 'Targets' });
  });

  test('of several asks how, with the count, and shows how far it is', async () => {
    const { user, asked } = await open([targetState()]);
    await user.keyboard('k{Control>}a{/Control}r');
    const dialog = within(await screen.findByRole('dialog', { name: 'Replay 3 webhooks' }));
    await user.click(dialog.getByRole('button', { name: 'Newest first' }));
    await user.click(dialog.getByRole('button', { name: 'Fixed' }));
    await user.click(dialog.getByRole('switch', { name: 'Stop at the first failure' }));
    await user.click(dialog.getByRole('button', { name: 'Replay 3 webhooks' }));
    await dialog.findByText(/3 of 3 deliveries sent: 3 answered 2xx, 0 not/);
    expect(asked('replay:start')).toMatchObject([
      {
        webhooks: [1, 2, 3],
        destination: { target: 1 },
        plan: { order: 'newest-first', pace: { kind: 'fixed', everyMs: 500 }, stopOnFailure: true, repeat: 1 },
      },
    ]);
  });

  test('that main refuses says why and can be tried again', async () => {
    const { bridge, user } = await open([targetState()]);
    bridge.failing.set('replay:start', 'This target is gone.');
    await user.keyboard('k{Control>}a{/Control}r');
    const dialog = within(await screen.findByRole('dialog', { name: 'Replay 3 webhooks' }));
    await user.click(dialog.getByRole('button', { name: 'Replay 3 webhooks' }));
    await dialog.findByText('This target is gone.');
    dialog.getByRole('button', { name: 'Replay 3 webhooks' });
  });
});

describe('a run', () => {
  test('opens to its deliveries: which were not taken, which changed, and each webhook', async () => {
    const { bridge, user } = await open([targetState()]);
    bridge.deliveries.deliveries = [
      aSent(1, 1, 200),
      aSent(2, 2, 200),
      aSent(3, 3, 200),
      aSent(4, 1, 200),
      aSent(5, 2, 503),
      aSent(6, 3, 200),
    ];
    bridge.deliveries.runs = [aRun(2), aRun(1)];
    await user.keyboard('{Control>}4{/Control}');
    const run = within(await screen.findByRole('group', { name: 'Run 2' }));
    await user.click(run.getByRole('button', { name: 'Deliveries of run 2' }));
    const section = within(await screen.findByRole('region', { name: 'Deliveries of run 2' }));
    expect(await section.findAllByRole('listitem')).toHaveLength(3);
    await user.click(section.getByRole('button', { name: 'Changed' }));
    await waitFor(() => expect(section.getAllByRole('listitem')).toHaveLength(1));
    await user.click(section.getByRole('button', { name: /^503 Webhook 2 was 200/ }));
    await section.findByText('200 → 503');
    await user.click(section.getByRole('button', { name: 'Open webhook 2' }));
    await screen.findByRole('region', { name: 'Deliveries' });
    expect(shownRows().find((row) => row.ariaSelected === 'true')?.dataset['id']).toBe('2');
  });
});

test('the answer of one delivery is held against any other of its webhook', async () => {
  const { bridge, user } = await open([targetState()]);
  const answers = ['one', 'two', 'two'];
  bridge.deliveries.deliveries = answers.map((answer, at) => ({
    row: { ...aRow, id: at + 1, webhookId: 3, startedAt: aRow.startedAt + at * 1_000_000 },
    requestHeaders: [],
    requestBody: null,
    answerHeaders: [],
    answerBody: new TextEncoder().encode(answer),
  }));
  await user.keyboard('k{Enter}');
  const card = within(await screen.findByRole('region', { name: 'Deliveries' }));
  const [newest] = await card.findAllByRole('button', { name: /^200 my app/ });
  await user.click(newest as HTMLElement);
  await card.findByText('Compared with the first');
  expect(card.getByLabelText('Changed body').textContent).toBe('- one+ two');
  const choice = card.getByRole<HTMLSelectElement>('combobox', { name: 'Compare with' });
  await user.selectOptions(choice, choice.options[1]?.value ?? '');
  await card.findByText(/^The same answer as that of /);
  await user.selectOptions(choice, 'Nothing');
  await waitFor(() => expect(card.queryByText(/same answer|Compared with/)).toBeNull());
});

describe('edit and replay', () => {
  test('without a change sends the very bytes that came', async () => {
    const { user, asked } = await openEditor();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked('replay:one')).toMatchObject([{ webhook: 3, edit: null }]));
  });

  test('by keys alone: change, sign again, send, and the answer is there', async () => {
    const { user, asked, dialog, body } = await openEditor();
    body.write('{"a":');
    await dialog.findByText(/^Not valid JSON: a value is missing at line 1, column 6. It is sent as it stands./);
    body.append('1}');
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    await dialog.findByText(/the old signature does not fit|It came unsigned/);
    await user.click(dialog.getByRole('button', { name: 'Sign again' }));
    body.view.focus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await dialog.findByRole('button', { name: /200 my app replayed, edited/ });
    expect(asked('replay:one')).toMatchObject([
      { webhook: 3, signature: 're-sign', edit: { bodyBase64: btoa('{"a":1}') } },
    ]);
  });

  test('several times is a run', async () => {
    const { user, asked, dialog } = await openEditor();
    await user.click(dialog.getByRole('button', { name: /Repeat/ }));
    await user.clear(dialog.getByLabelText('Times'));
    await user.type(dialog.getByLabelText('Times'), '5');
    await user.click(dialog.getByRole('button', { name: 'Send 5 times' }));
    await dialog.findByRole('group', { name: 'Run 1' });
    expect(asked('replay:start')).toMatchObject([{ webhooks: [3], plan: { repeat: 5, edit: null } }]);
  });

  test('keeps what was typed when it is closed, and gives back what came', async () => {
    const { user, body } = await openEditor();
    const came = body.text();
    body.append(' ');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('{Shift>}R{/Shift}');
    const again = await findEditor('Body');
    expect(again.text()).toBe(`${came} `);
    await user.click(screen.getByRole('button', { name: 'As it came' }));
    await waitFor(() => expect(again.text()).toBe(came));
  });
});
