import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { aSample } from '../support/samples.ts';

type Step = MessageDetail['steps'][number];

const SENT_AT = Date.UTC(2025, 0, 15, 9, 30);
const UUID = '11111111-0000-4000-8000-000000000000';

const aRow = (fields: Partial<MessageRow> = {}): MessageRow => ({
  id: 1,
  messageId: UUID,
  family: 'messages',
  api: 'messages-v1',
  direction: 'outbound',
  channel: 'sms',
  from: '1',
  to: '2',
  text: '',
  state: 'delivered',
  tone: 'good',
  errorCode: null,
  price: null,
  currency: null,
  webhooks: 2,
  badges: [],
  firstAt: SENT_AT,
  lastAt: SENT_AT + 4_000,
  durationMs: 4_000,
  firstId: 1,
  lastId: 2,
  attempt: null,
  attempts: null,
  contextId: null,
  part: null,
  parts: null,
  ...fields,
});

function aStep(webhookId: number, status: string, second: number, fields: Partial<Step> = {}): Step {
  const sentAt = SENT_AT + second * 1_000;
  const receivedAt = (sentAt + 500) * 1_000;
  return {
    webhookId,
    receivedAt,
    sentAt,
    api: 'messages-v1',
    kind: 'message-status',
    channel: 'sms',
    status,
    errorCode: null,
    summary: status,
    price: null,
    currency: null,
    tone: 'progress',
    latencyMs: null,
    delayMs: 500,
    badges: [],
    missing: [],
    arrivals: [{ id: webhookId, receivedAt }],
    ...fields,
  };
}

const aMessage = (fields: Partial<MessageDetail> = {}): MessageDetail => ({
  row: aRow(),
  steps: [aStep(1, 'submitted', 0), aStep(2, 'delivered', 4, { latencyMs: 4_000 })],
  longText: null,
  replyTo: null,
  replies: [],
  group: [],
  ...fields,
});

/** The detail of the first of two statuses of one message. */
async function openMessage(message: MessageDetail) {
  const bridge = new FakeBridge();
  for (const status of ['submitted', 'delivered']) {
    const body = `{"message_uuid":"${UUID}","to":"2","from":"1","channel":"sms","status":"${status}"}`;
    bridge.messages.set(bridge.receive(aSample({ path: '/webhooks/message-status', body })), message);
  }
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  await screen.findByRole('region', { name: 'Payload' });
  return { bridge, user };
}

const findTimeline = () => screen.findByRole('list', { name: 'Timeline' });

test('a step of the timeline takes list and detail to its webhook and keeps the focus', async () => {
  const { user } = await openMessage(aMessage());
  const [first, second] = within(await findTimeline()).getAllByRole('button');
  expect(first?.getAttribute('aria-current')).toBe('true');
  expect(second?.textContent).toContain('4.0 s later than submitted');
  expect(second?.textContent).toContain('received 0.5 s later');
  second?.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(second?.getAttribute('aria-current')).toBe('true'));
  expect(shownRows().map((row) => row.getAttribute('aria-selected'))).toEqual(['false', 'true']);
  expect(document.activeElement).toBe(second);
});

test('what went wrong on the way is said in words', async () => {
  const receivedAt = SENT_AT * 1_000;
  await openMessage(
    aMessage({
      steps: [
        aStep(1, 'rejected', 0, {
          tone: 'bad',
          badges: ['duplicate', 'out-of-order', 'late', 'gap', 'failed', 'charged'],
          missing: ['submitted'],
          price: '0.0333',
          currency: 'EUR',
          arrivals: [1, 2, 3].map((id) => ({ id, receivedAt })),
        }),
      ],
      longText: { text: 'one three', total: 3, parts: [], missing: [2] },
      replyTo: { message: aRow({ id: 9, text: 'Are you there?' }), isGuess: true },
      group: [
        aRow({ attempt: 1, channel: 'whatsapp', state: 'rejected' }),
        aRow({ id: 2, attempt: 2, state: 'delivered' }),
      ],
    }),
  );
  const card = await screen.findByRole('region', { name: 'Message' });
  for (const words of [
    'duplicate ×3',
    'out of order',
    'late',
    'gap: submitted is missing',
    'charged 0.0333 EUR although failed',
    'The whole text, from 3 parts; part 2 is missing.',
    'one three',
  ]) {
    expect(within(card).getByText(words)).toBeDefined();
  }
  const answered = within(card).getByRole('group', { name: 'Probably answers' });
  expect(within(answered).getByRole('button', { name: 'Are you there?' })).toBeDefined();
  const attempts = within(within(card).getByRole('group', { name: 'Attempts' })).getAllByRole('button');
  expect(attempts.map(({ textContent }) => textContent)).toEqual(['1: whatsapp rejected', '2: sms delivered']);
});

test('of many answers the first few are shown, and all of them at a click', async () => {
  const replies = Array.from({ length: 9 }, (_, index) => ({
    message: aRow({ id: 20 + index, text: `answer ${index + 1}`, firstId: 2 }),
    isGuess: true,
  }));
  const { user } = await openMessage(aMessage({ replies }));
  const line = await screen.findByRole('group', { name: 'Probably answered by' });
  const answers = () => within(line).getAllByRole('button', { name: /^answer/ });
  expect(answers()).toHaveLength(3);
  await user.click(within(line).getByRole('button', { name: 'and 6 more' }));
  expect(answers()).toHaveLength(9);
  await user.click(within(line).getByRole('button', { name: 'show fewer' }));
  expect(answers()).toHaveLength(3);
  await user.click(answers()[2] as HTMLElement);
  await waitFor(() => expect(shownRows()[1]?.getAttribute('aria-selected')).toBe('true'));
});

test('the timeline is not shown until a second webhook of the message has come', async () => {
  const alone = aMessage({ row: aRow({ webhooks: 1 }), steps: [aStep(1, 'submitted', 0)] });
  const { bridge } = await openMessage(alone);
  await waitFor(() => expect(bridge.asked).toContainEqual({ channel: 'webhook:message', input: { id: 1 } }));
  expect(screen.queryByRole('region', { name: 'Message' })).toBeNull();
  bridge.messages.set(1, aMessage());
  bridge.arrive();
  expect(within(await findTimeline()).getAllByRole('listitem')).toHaveLength(2);
});

test('a row that a later webhook makes late says so at once', async () => {
  const bridge = new FakeBridge();
  const body = `{"message_uuid":"${UUID}","to":"2","from":"1","channel":"sms","status":"submitted"}`;
  const id = bridge.receive(aSample({ path: '/webhooks/message-status', body }));
  bridge.arrive(3);
  await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(4));
  bridge.mark(id, { late: true });
  expect(await within(shownRows()[0] as HTMLElement).findByText('late')).toBeDefined();
});

test('a row says that it is a repetition, out of order or late', async () => {
  const bridge = new FakeBridge();
  bridge.receive(aSample({ body: '{}' }));
  bridge.receive(aSample({ body: '{}', row: { duplicateOf: 1, outOfOrder: true, late: true } }));
  await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(2));
  const [plain, marked] = shownRows();
  for (const word of ['repeat', 'out of order', 'late']) {
    expect(within(marked as HTMLElement).getByText(word)).toBeDefined();
    expect(within(plain as HTMLElement).queryByText(word)).toBeNull();
  }
});
