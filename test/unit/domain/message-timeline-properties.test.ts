import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Timeline } from '../../../main/domain/message-timeline.ts';
import { buildTimeline } from '../../../main/domain/message-timeline.ts';
import type { TimelineWebhook } from '../../../main/domain/timeline-webhook.ts';
import { statuses } from '../../support/timeline-webhooks.ts';

const key = ({ status, sentAt }: TimelineWebhook): string => `${status}@${sentAt}`;

/** A second way to the same, from the rules of vonage-webhooks alone: counts and compares, sorts nothing. */
function naive(webhooks: readonly TimelineWebhook[]): unknown {
  const order = ['submitted', 'delivered', 'rejected', 'undeliverable', 'read'];
  const states = [...new Map(webhooks.map((webhook) => [key(webhook), webhook])).values()];
  const place = (webhook: TimelineWebhook): number => (webhook.sentAt ?? 0) * 10 + order.indexOf(webhook.status ?? '');
  const isShort = states[0]?.channel === 'sms';
  const arrival = (one: TimelineWebhook): number =>
    Math.min(...webhooks.filter((webhook) => key(webhook) === key(one)).map(({ id }) => id));
  const oldestFirst: TimelineWebhook[] = [];
  const left = new Set(states);
  while (left.size > 0) {
    const next = [...left].reduce((least, webhook) => (place(webhook) < place(least) ? webhook : least));
    oldestFirst.push(next);
    left.delete(next);
  }
  let state = '';
  for (const { status } of oldestFirst) {
    if (status === null || state === 'rejected' || state === 'undeliverable' || state === 'read') continue;
    if (state === 'delivered' && (status === 'submitted' || (isShort && status !== 'read' && status !== 'delivered')))
      continue;
    state = status;
  }
  const has = (status: string): boolean => states.some((webhook) => webhook.status === status);
  return {
    order: oldestFirst.map(key),
    state,
    copies: oldestFirst.map((one) => webhooks.filter((webhook) => key(webhook) === key(one)).length),
    gap: (has('read') && !has('delivered')) || (has('delivered') && !has('submitted')),
    outOfOrder: states.some((one) =>
      states.some((other) => place(one) < place(other) && arrival(one) > arrival(other)),
    ),
    failed: state === 'rejected' || state === 'undeliverable',
  };
}

const life = fc
  .record({
    channel: fc.constantFrom('sms', 'whatsapp'),
    told: fc.array(
      fc.tuple(fc.constantFrom('submitted', 'delivered', 'read', 'rejected', 'undeliverable'), fc.nat(5)),
      { minLength: 1, maxLength: 8 },
    ),
    price: fc.constantFrom(null, '0.0333'),
  })
  .chain(({ channel, told, price }) =>
    fc
      .tuple(
        fc.shuffledSubarray(
          told.map((_, index) => index),
          { minLength: 1 },
        ),
        fc.array(fc.nat(7), { maxLength: 4 }),
      )
      .map(([kept, again]) => {
        const arrived = [...kept, ...again.filter((index) => index < told.length)];
        return statuses(
          arrived.map((index) => told[index] ?? ['submitted', 0]),
          { channel, price },
        );
      }),
  );

test('a timeline of any life, shuffled, repeated and with holes, is what a second model says', () => {
  fc.assert(
    fc.property(life, (webhooks) => {
      const timeline = buildTimeline(webhooks);
      expect({
        order: timeline.steps.map(({ webhook }) => `${webhook.status}@${webhook.sentAt}`),
        state: timeline.state,
        copies: timeline.steps.map(({ arrivals }) => arrivals.length),
        gap: timeline.badges.includes('gap'),
        outOfOrder: timeline.badges.includes('out-of-order'),
        failed: timeline.badges.includes('failed'),
      }).toEqual(naive(webhooks));
    }),
    { numRuns: 2_000 },
  );
});

const anyWebhook: fc.Arbitrary<Omit<TimelineWebhook, 'id' | 'receivedAt'>> = fc.record({
  sentAt: fc.oneof(fc.constant(null), fc.nat(4)),
  api: fc.constantFrom('messages-v1', 'sms', 'voice', 'verify-v2', 'unknown'),
  kind: fc.constantFrom(
    'message-status',
    'inbound-message',
    'delivery-receipt',
    'call-event',
    'answer',
    'verify-summary',
    'x',
  ),
  channel: fc.constantFrom(null, 'sms', 'whatsapp'),
  direction: fc.constantFrom(null, 'inbound' as const, 'outbound' as const),
  from: fc.constantFrom(null, '1', '2'),
  to: fc.constantFrom(null, '1', '2'),
  status: fc.constantFrom(null, 'submitted', 'delivered', 'read', 'failed', 'completed', 'odd'),
  errorCode: fc.constantFrom(null, '1', '2'),
  summary: fc.constantFrom('a', 'b'),
  price: fc.constantFrom(null, '0', '1'),
  currency: fc.constantFrom(null, 'EUR'),
  bodyHash: fc.constantFrom(null, 'h1', 'h2'),
});

/** Without what arrival may change. */
function told({ steps, firstId: _first, lastId: _last, badges, ...rest }: Timeline): unknown {
  return {
    ...rest,
    badges: badges.filter((badge) => badge !== 'out-of-order' && badge !== 'late'),
    steps: steps.map(({ webhook: { id: _id, receivedAt: _at, ...webhook }, arrivals, latencyMs, missing, tone }) => ({
      webhook,
      arrivals: arrivals.length,
      latencyMs,
      missing,
      tone,
    })),
  };
}

test('a timeline depends on the set alone: not on the order of the list, and in what is told not on arrival', () => {
  fc.assert(
    fc.property(
      fc.array(anyWebhook, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (contents, keys) => {
        const received = (content: (typeof contents)[number], index: number): TimelineWebhook => ({
          ...content,
          id: index + 1,
          receivedAt: 1_000,
        });
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => [keys.next().value ?? 0, item] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, item]) => item);
        const webhooks = contents.map(received);
        const timeline = buildTimeline(webhooks);
        expect(buildTimeline(shuffle(webhooks))).toEqual(timeline);
        expect(told(buildTimeline(shuffle(contents).map(received)))).toEqual(told(timeline));
      },
    ),
    { numRuns: 2_000 },
  );
});
