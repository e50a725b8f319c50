import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import type { Channel, WebhookDetail } from '../../shared/contract.ts';
import type { Rule } from '../../shared/contract/rules.ts';
import { aRule } from '../support/a-rule.ts';
import { findEditor } from '../support/editors.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { FakeMessages } from '../support/fake-messages.ts';
import { aStatus } from '../support/message-lives.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { aSample } from '../support/samples.ts';

async function open(rules: Rule[] = [], bridge = new FakeBridge(3)) {
  bridge.rules.rules = rules;
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows().length).toBeGreaterThan(0));
  const asked = (channel: Channel): unknown[] =>
    bridge.asked.filter((question) => question.channel === channel).map(({ input }) => input);
  return { bridge, user, asked };
}

async function openPage(rules: Rule[] = []) {
  const opened = await open(rules);
  await opened.user.click(await screen.findByRole('button', { name: /rules? on$/ }));
  await screen.findByRole('heading', { name: 'Rules' });
  return opened;
}

const names = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Rules' }))
    .getAllByRole('listitem')
    .map((item) => item.getAttribute('aria-label'));

/** What has the focus, by its name. */
const focused = (): string | null | undefined =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const hasMatch = (): void =>
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Webhooks that match' }));

const options = (): (string | null)[] =>
  screen.getAllByRole('option').map((option) => option.querySelector('code')?.textContent ?? null);

describe('the page', () => {
  test('offers what most rules are made for, and makes one of them', async () => {
    const { user, asked } = await openPage();
    await user.click(screen.getByRole('button', { name: 'Next 3 statuses: 503' }));
    const form = within(await screen.findByRole('form', { name: 'New rule' }));
    expect(form.getByLabelText<HTMLInputElement>('Webhooks that match').value).toBe('kind:status');
    expect(form.getByLabelText<HTMLInputElement>('For the next').value).toBe('3');
    await user.click(form.getByRole('button', { name: 'Add and switch on' }));
    await waitFor(() => expect(names()).toEqual(['Next 3 statuses: 503']));
    expect(asked('rules:save')).toMatchObject([
      { id: null, on: true, match: 'kind:status', status: 503, limit: 3, ending: 'answer', percent: null },
    ]);
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  });

  test('says where a match can’t be read, and does not save it', async () => {
    const { user } = await openPage();
    await user.click(screen.getByRole('button', { name: 'Add a rule' }));
    await user.click(await screen.findByRole('menuitem', { name: 'An empty rule' }));
    const match = screen.getByRole('combobox', { name: 'Webhooks that match' });
    await user.type(match, 'kind:status took:>2s');
    expect(screen.getByText('took:>2s', { selector: 'mark' })).toBeTruthy();
    expect(screen.getByText('How long an answer takes is not known before it is given.')).toBeTruthy();
    expect(match.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add and switch on' }).disabled).toBe(true);
  });

  test('suggests how a match can go on, and nothing that a rule can’t ask', async () => {
    const { user } = await openPage();
    await user.click(screen.getByRole('button', { name: 'Close without answer' }));
    const match = screen.getByRole<HTMLInputElement>('combobox', { name: 'Webhooks that match' });
    await user.type(match, 'is:');
    expect(options()).toEqual(['is:problem', 'is:misrouted']);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(match.value).toBe('is:misrouted ');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
    expect(screen.getByRole('form')).toBeTruthy();
  });

  test('changes, switches, moves and removes a rule, and keeps the focus where it moves', async () => {
    const { user, asked } = await openPage([aRule({ id: 1, name: 'One' }), aRule({ id: 2, name: 'Two', on: false })]);
    await user.click(screen.getByRole('button', { name: 'Ask Two earlier' }));
    await waitFor(() => expect(names()).toEqual(['Two', 'One']));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Ask Two later'));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Ask Two earlier' }).disabled).toBe(true);
    await user.click(screen.getByRole('switch', { name: 'Use Two' }));
    await waitFor(() => expect(asked('rules:switch')).toEqual([{ id: 2, on: true }]));
    await user.click(screen.getByRole('button', { name: 'Change One' }));
    const form = within(await screen.findByRole('form', { name: 'Change One' }));
    const status = form.getByLabelText('Status');
    await user.clear(status);
    await user.type(status, '429');
    await user.type(form.getByLabelText('Chance in %'), '25');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(asked('rules:save')).toMatchObject([{ id: 1, on: true, status: 429, percent: 25 }]));
    await user.click(screen.getByRole('button', { name: 'Remove One' }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(names()).toEqual(['Two']));
  });

  test('has the focus in the form, then at what opened it, and beside a rule that was removed', async () => {
    const { user } = await openPage([aRule({ id: 1, name: 'One' }), aRule({ id: 2, name: 'Two' })]);
    await user.click(screen.getByRole('button', { name: 'Change Two' }));
    hasMatch();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(focused()).toBe('Change Two'));
    expect(screen.queryByRole('form')).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Change Two' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(focused()).toBe('Change Two'));

    await user.click(screen.getByRole('button', { name: 'Add a rule' }));
    await user.click(await screen.findByRole('menuitem', { name: 'An empty rule' }));
    await waitFor(hasMatch);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(focused()).toBe('Add a rule'));

    await user.click(screen.getByRole('button', { name: 'Remove Two' }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(focused()).toBe('Remove One'));
  });

  test('says why a rule was not saved, and keeps what was written', async () => {
    const { bridge, user } = await openPage();
    bridge.failing.set('rules:save', 'There are 50 rules already. Remove one first.');
    await user.click(screen.getByRole('button', { name: '1 in 10 fails' }));
    await user.click(screen.getByRole('button', { name: 'Add and switch on' }));
    await screen.findByText('There are 50 rules already. Remove one first.');
    expect(screen.getByLabelText<HTMLInputElement>('Chance in %').value).toBe('10');
  });

  test('says of a rule that can’t be read why it is never asked, and has no strip for it', async () => {
    await openPage([aRule({ match: 'mood:bad', status: 500 })]);
    expect(screen.getByText(/^It is never asked: There is no filter word mood:\./)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'No rules on' })).toBeTruthy();
  });
});

describe('the strip', () => {
  test('stays while a fault is on, counts down, and turns it off', async () => {
    const rule = aRule({ id: 7, name: 'Next 3', match: 'kind:status', status: 503, limit: 3 });
    const { bridge, user, asked } = await open([rule]);
    const strip = (await screen.findByText('“Next 3” is on.')).closest('[role=status]') as HTMLElement;
    expect(strip.textContent).toContain('It answers 503 to kind:status, 3 more times.');
    bridge.rules.set([{ ...rule, answered: 2 }]);
    await waitFor(() => expect(strip.textContent).toContain('1 more time.'));
    expect(screen.getByRole('button', { name: '1 rule on' })).toBeTruthy();
    await user.click(within(strip).getByRole('button', { name: 'Turn off' }));
    await waitFor(() => expect(screen.queryByText('“Next 3” is on.')).toBeNull());
    expect(asked('rules:switch')).toEqual([{ id: 7, on: false }]);
  });

  test('is one for many faults, and none for a rule that answers well', async () => {
    const faults = [1, 2, 3].map((id) => aRule({ id, name: `Fault ${id}`, status: 500 }));
    const { user, asked } = await open([...faults, aRule({ id: 4, name: 'NCCO', body: '[]' })]);
    const strip = (await screen.findByText('3 fault rules are on:')).closest('[role=status]') as HTMLElement;
    expect(strip.textContent).toContain('Fault 1, Fault 2, Fault 3.');
    await user.click(within(strip).getByRole('button', { name: 'Turn all off' }));
    await waitFor(() => expect(asked('rules:switch')).toHaveLength(3));
    await waitFor(() => expect(screen.queryByText('3 fault rules are on:')).toBeNull());
    expect(screen.getByRole('button', { name: '1 rule on' })).toBeTruthy();
  });

  test('names the first of very many, and counts the rest', async () => {
    await open(
      Array.from({ length: 30 }, (_, index) => aRule({ id: index + 1, name: `Fault ${index + 1}`, status: 500 })),
    );
    const strip = (await screen.findByText('30 fault rules are on:')).closest('[role=status]');
    expect(strip?.textContent).toContain('Fault 1, Fault 2, Fault 3 and 27 more.');
  });

  test('stays while signatures change answers', async () => {
    const bridge = new FakeBridge(3);
    bridge.settings = { ...bridge.settings, answer401ToFailed: true, answer503ToUnsigned: true };
    const { user } = await open([], bridge);
    const strip = (await screen.findByText('Signatures change answers.')).closest('[role=status]') as HTMLElement;
    expect(strip.textContent).toContain('401 where the signature fails, and 503 to unsigned webhooks');
    await user.click(within(strip).getByRole('button', { name: 'Turn off' }));
    await waitFor(() => expect(screen.queryByText('Signatures change answers.')).toBeNull());
    expect(bridge.settings).toMatchObject({ answer401ToFailed: false, answer503ToUnsigned: false });
  });
});

describe('the answer of a webhook', () => {
  const answer: WebhookDetail['answer'] = {
    status: 200,
    contentType: null,
    body: '',
    rule: 'rule “Mine”',
    headers: null,
    ending: null,
    delayMs: 0,
  };

  async function openAnswered(given: Partial<WebhookDetail['answer']>) {
    const bridge = new FakeBridge();
    const body =
      '{"message_uuid":"a","from":"447700900001","to":"2","channel":"sms","message_type":"text","text":"hi"}';
    const row = { answerStatus: given.status ?? 200 };
    bridge.receive(aSample({ body, row, detail: { answer: { ...answer, ...given } } }));
    const opened = await open([], bridge);
    await opened.user.click(shownRows()[0] as HTMLElement);
    return { ...opened, card: within(await screen.findByRole('region', { name: 'Answer' })) };
  }

  test('says that there was none', async () => {
    const { card } = await openAnswered({ status: 0, ending: 'close' });
    expect(card.getByText('None: the connection was closed')).toBeTruthy();
    expect(card.getByText('rule “Mine”')).toBeTruthy();
    expect(shownRows()[0]?.textContent).toContain('closed');
  });

  test('says how long it was held back, which headers it had, and that the connection was reset', async () => {
    const { card } = await openAnswered({
      status: 200,
      delayMs: 30_000,
      ending: 'reset',
      headers: [['X-Mine', 'yes']],
    });
    expect(card.getByText('30 s after that, by the rule')).toBeTruthy();
    expect(card.getByText('Reset after the answer, by the rule')).toBeTruthy();
    expect(card.getByText('X-Mine')).toBeTruthy();
  });

  test('leads to a rule from its row as well', async () => {
    const { user } = await openAnswered({ status: 200 });
    await user.pointer({ keys: '[MouseRight]', target: shownRows()[0] as HTMLElement });
    await user.click(await screen.findByRole('menuitem', { name: 'Answer differently…' }));
    expect(await screen.findByRole('form', { name: 'New rule' })).toBeTruthy();
  });

  test('leads to a rule for webhooks like it, tried with that webhook', async () => {
    const { user, card } = await openAnswered({ status: 200 });
    await user.click(card.getByRole('button', { name: 'Answer differently…' }));
    const match = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Webhooks that match' });
    expect(match.value).toBe('kind:inbound-message channel:sms');
    const body = await findEditor('Body');
    act(() => body.write('{"a":"{{from}}{{payload.gone}}"}'));
    expect(await screen.findByText('{"a":"447700900001"}')).toBeTruthy();
    expect(screen.getByText('The webhook that is selected has no payload.gone, so it would be empty.')).toBeTruthy();
  });
});

async function openAttempts(seconds: readonly number[], answers: readonly number[]) {
  const bridge = new FakeBridge();
  const start = Date.now() - 3_600_000;
  const webhooks = answers.map((status, index) => {
    const sample = aStatus('of-attempts', 'delivered', 0);
    const id = bridge.receive({ ...sample, row: { ...sample.row, answerStatus: status } });
    return { id, receivedAt: (start + (seconds[index] ?? 0) * 1_000) * 1_000, sentAt: sample.detail.sentAt, sample };
  });
  const message = new FakeMessages(webhooks).get('of-attempts');
  for (const { id } of webhooks) if (message !== null) bridge.messages.set(id, message);
  const opened = await open([], bridge);
  await opened.user.click(shownRows()[0] as HTMLElement);
  return { ...opened, card: within(await screen.findByRole('region', { name: 'Answer' })) };
}

describe('attempts', () => {
  test('stand beside what Vonage has published', async () => {
    const { card } = await openAttempts([0, 5.2, 15.4], [503, 503, 200]);
    await card.findByText(/^They came as published: 5 s, doubling up to 15 min/);
    const rows = card.getAllByRole('row').slice(1);
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent)
          .slice(3),
      ),
    ).toEqual([
      ['', '503'],
      ['+0.2 s', '503'],
      ['+0.2 s', '200'],
    ]);
  });

  test('that did not come are told', async () => {
    const { card } = await openAttempts([0, 15], [503, 200]);
    await card.findByText('did not come');
  });

  test('are none where the answer was accepted', async () => {
    const { card } = await openAttempts([0], [200]);
    expect(card.queryByText(/Attempts/)).toBeNull();
  });

  test('of an answer that is not tried again say so', async () => {
    const { card } = await openAttempts([0], [404]);
    expect(card.getByText(/^By Vonage’s newer article a webhook that is answered 404 is not sent again/)).toBeTruthy();
  });
});
