import { expect, test } from 'vitest';

import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';

const MESSAGES = 400;
const IN_FLIGHT = 16;
const START = Date.UTC(2025, 0, 15, 9, 30);

interface Told {
  readonly messageId: string;
  readonly status: string;
  readonly second: number;
}

/** Numbers that look random and are the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Five webhooks of each message: a whole life or a failed one, some of it lost, the rest of the five sent again. */
function makeStream(random: () => number): Told[] {
  const stream: Told[] = [];
  for (let number = 0; number < MESSAGES; number += 1) {
    const messageId = `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const names = random() < 0.25 ? ['submitted', 'undeliverable'] : ['submitted', 'delivered', 'read'];
    const life = names.map((status, index) => ({ messageId, status, second: number + index * 7 }));
    const kept = life.filter(() => random() > 0.15);
    const sent = kept.length > 0 ? kept : life;
    for (let copy = 0; copy < 5; copy += 1) {
      const told = copy < sent.length ? sent[copy] : sent[Math.floor(random() * sent.length)];
      if (told !== undefined) stream.push(told);
    }
  }
  return stream
    .map((told) => [random(), told] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, told]) => told);
}

/** What must come out, from the stream alone: the largest second tells the state, since every life goes forward. */
function expected(stream: readonly Told[], messageId: string): unknown {
  const own = stream.filter((told) => told.messageId === messageId);
  const seconds = [...new Set(own.map(({ second }) => second))].toSorted((a, b) => a - b);
  const firsts = seconds.map((second) => own.findIndex((told) => told.second === second));
  const nameOf = (second: number | undefined): string | undefined => own.find((told) => told.second === second)?.status;
  const names = seconds.map(nameOf);
  const hasGap =
    (names.includes('read') && !names.includes('delivered')) ||
    (names.includes('delivered') && !names.includes('submitted'));
  return {
    steps: seconds.map((second) => [nameOf(second), own.filter((told) => told.second === second).length]),
    state: names.at(-1),
    webhooks: 5,
    durationMs: seconds.length > 1 ? ((seconds.at(-1) ?? 0) - (seconds[0] ?? 0)) * 1_000 : null,
    duplicate: seconds.length < 5,
    outOfOrder: firsts.some((first, index) => firsts.slice(index + 1).some((later) => later < first)),
    gap: hasGap,
    failed: names.at(-1) === 'undeliverable',
  };
}

test('2,000 shuffled webhooks of 400 messages give the timelines of an independent model', async () => {
  const { core, url, indexed } = await startCore();
  const stream = makeStream(randomNumbers(20_250_115));
  const arrived: Told[] = [];
  const waiting = [...stream];
  const sendNext = async (): Promise<void> => {
    for (let told = waiting.shift(); told !== undefined; told = waiting.shift()) {
      const body = JSON.stringify({
        message_uuid: told.messageId,
        channel: 'whatsapp',
        from: '447700900000',
        to: '447700900001',
        timestamp: new Date(START + told.second * 1_000).toISOString(),
        status: told.status,
      });
      const headers = { 'content-type': 'application/json' };
      const { status } = await send(url, { target: '/webhooks/message-status', headers, body });
      expect(status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sendNext));
  await indexed(stream.length);

  // What is in flight together is stored in any order: the record tells in which one it was.
  for (let first = 1; first <= stream.length; first += 500) {
    const ids = Array.from({ length: 500 }, (_, index) => first + index);
    for (const row of await core.reader.call('rows', ids)) {
      const told = stream.find(({ messageId, status }) => messageId === row.messageId && status === row.status);
      if (told !== undefined) arrived.push(told);
    }
  }
  expect(arrived).toHaveLength(stream.length);

  const { ids } = await core.reader.call('messageIds', { family: 'messages', search: '', after: 0 });
  expect(ids).toHaveLength(MESSAGES);
  const lastOf = new Map(arrived.map(({ messageId }, index) => [messageId, index]));
  const byActivity = [...lastOf].toSorted(([, a], [, b]) => a - b).map(([messageId]) => messageId);
  const rows = await core.reader.call('messageRows', Array.from(ids));
  expect(rows.map(({ messageId }) => messageId)).toEqual(byActivity);

  for (const { messageId } of rows) {
    const detail = await core.reader.call('message', messageId);
    const badges = new Set<string>(detail?.row.badges);
    expect({
      steps: detail?.steps.map((step) => [step.status, step.arrivals.length]),
      state: detail?.row.state,
      webhooks: detail?.row.webhooks,
      durationMs: detail?.row.durationMs,
      duplicate: badges.has('duplicate'),
      outOfOrder: badges.has('out-of-order'),
      gap: badges.has('gap'),
      failed: badges.has('failed'),
    }).toEqual(expected(arrived, messageId));
  }

  const problems = await core.reader.call('ids', { view: 'problems', filter: '', after: 0 });
  expect(problems.ids).toHaveLength(arrived.filter(({ status }) => status === 'undeliverable').length);
});
