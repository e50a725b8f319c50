import type { MessageDetail } from '../../../shared/contract.ts';
import { aRule } from '../a-rule.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { FakeMessages } from '../fake-messages.ts';
import { aStatus } from '../message-lives.ts';

/** Seconds from the first, each a little late. */
const ARRIVED = [0, 5.2, 15.7, 36.1];
const UUID = 'aaaaaaaa-0000-4000-8000-000000000503';

/** Rules in each state, and a webhook that one of them has answered until it let it pass. */
export function playRules(bridge: FakeBridge): void {
  bridge.rules.set([
    aRule({ id: 1, name: 'Next 3 statuses: 503', match: 'kind:status', status: 503, limit: 3, answered: 1 }),
    aRule({ id: 2, name: 'NCCO for answer', match: 'kind:answer', answered: 12 }),
    aRule({
      id: 3,
      name: 'WhatsApp late',
      match: 'kind:inbound channel:whatsapp from:4479*',
      delayMs: 30_000,
      on: false,
    }),
    aRule({ id: 4, name: 'Close without answer', ending: 'close', limit: 1, on: false, answered: 1 }),
    aRule({ id: 5, name: 'Of a later version', match: 'mood:bad', status: 500, percent: 10 }),
  ]);
  const message = playRetries(bridge, [503, 503, 503, 200]);
  if (message !== null)
    for (const { id } of message.steps.flatMap(({ arrivals }) => arrivals)) bridge.messages.set(id, message);
}

/** One status that came again as published, with what it was answered each time. */
function playRetries(bridge: FakeBridge, answers: readonly number[]): MessageDetail | null {
  const start = Date.now() - 60_000;
  const webhooks = answers.map((status, index) => {
    const sample = aStatus(UUID, 'delivered', 0);
    const rule = status === 200 ? null : 'rule “Next 3 statuses: 503”';
    const answer = { status, contentType: null, body: '', rule, headers: null, ending: null, delayMs: 0 };
    const row = { ...sample.row, answerStatus: status };
    const id = bridge.receive({ ...sample, row, detail: { ...sample.detail, row, answer } });
    return { id, receivedAt: (start + (ARRIVED[index] ?? 0) * 1_000) * 1_000, sentAt: sample.detail.sentAt, sample };
  });
  return new FakeMessages(webhooks).get(UUID);
}
