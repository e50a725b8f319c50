import { describe, expect, test } from 'vitest';

import type { Timeline } from '../../../main/domain/message-timeline.ts';
import { buildTimeline } from '../../../main/domain/message-timeline.ts';
import { aTimelineWebhook, SENT_AT, statuses } from '../../support/timeline-webhooks.ts';

const names = ({ steps }: Timeline): (string | null)[] => steps.map(({ webhook }) => webhook.status);
const badgesOf = ({ steps }: Timeline): unknown =>
  Object.fromEntries(steps.filter(({ badges }) => badges.length > 0).map((step) => [step.webhook.status, step.badges]));

describe('steps', () => {
  test('are ordered by the time of Vonage, whatever came first', () => {
    const timeline = buildTimeline(
      statuses(
        [
          ['read', 9],
          ['submitted', 0],
          ['delivered', 4],
        ],
        { channel: 'whatsapp' },
      ),
    );
    expect(names(timeline)).toEqual(['submitted', 'delivered', 'read']);
    expect(timeline).toMatchObject({
      state: 'read',
      tone: 'good',
      durationMs: 9_000,
      webhooks: 3,
      firstId: 1,
      lastId: 3,
    });
    expect(badgesOf(timeline)).toEqual({
      submitted: ['late'],
      delivered: ['late'],
      read: ['out-of-order'],
    });
  });

  test('of one second are ordered by the life of a message', () => {
    expect(
      names(
        buildTimeline(
          statuses([
            ['delivered', 0],
            ['submitted', 0],
          ]),
        ),
      ),
    ).toEqual(['submitted', 'delivered']);
  });

  test('without a time go where their state belongs', () => {
    expect(
      names(
        buildTimeline(
          statuses([
            ['delivered', 5],
            ['submitted', null],
          ]),
        ),
      ),
    ).toEqual(['submitted', 'delivered']);
    expect(
      names(
        buildTimeline(
          statuses([
            ['submitted', 5],
            ['delivered', null],
          ]),
        ),
      ),
    ).toEqual(['submitted', 'delivered']);
    expect(
      names(
        buildTimeline(
          statuses([
            ['delivered', null],
            ['submitted', null],
          ]),
        ),
      ),
    ).toEqual(['submitted', 'delivered']);
  });

  test('tell the latency between them and the delay to us', () => {
    const { steps } = buildTimeline(
      statuses([
        ['submitted', 0],
        ['delivered', 7],
      ]),
    );
    expect(steps.map(({ latencyMs, delayMs }) => [latencyMs, delayMs])).toEqual([
      [null, 500],
      [7_000, 500],
    ]);
    const [step] = buildTimeline(statuses([['submitted', null]])).steps;
    expect(step).toMatchObject({ latencyMs: null, delayMs: null });
  });

  test('that Vonage sent again are one step with all their arrivals', () => {
    const timeline = buildTimeline(
      statuses([
        ['submitted', 0],
        ['delivered', 3],
        ['delivered', 3],
        ['delivered', 3],
      ]),
    );
    expect(names(timeline)).toEqual(['submitted', 'delivered']);
    expect(timeline.steps[1]?.arrivals.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(timeline.badges).toEqual(['duplicate']);
  });

  test('of one state at two times are no repetition', () => {
    expect(
      buildTimeline(
        statuses(
          [
            ['delivered', 1],
            ['delivered', 2],
          ],
          { api: 'sms', kind: 'delivery-receipt' },
        ),
      ).steps,
    ).toHaveLength(2);
  });
});

describe('the state', () => {
  test.each([
    [
      'is the last that Vonage told',
      [
        ['submitted', 0],
        ['delivered', 1],
      ],
      'sms',
      'delivered',
    ],
    [
      'does not move back by a later submitted',
      [
        ['delivered', 1],
        ['submitted', 2],
      ],
      'sms',
      'delivered',
    ],
    [
      'does not move back where more may follow',
      [
        ['delivered', 1],
        ['submitted', 2],
      ],
      'whatsapp',
      'delivered',
    ],
    [
      'moves from delivered to read, also of an SMS',
      [
        ['delivered', 1],
        ['read', 2],
      ],
      'sms',
      'read',
    ],
    [
      'stays read',
      [
        ['read', 1],
        ['delivered', 2],
      ],
      'whatsapp',
      'read',
    ],
    [
      'stays rejected',
      [
        ['rejected', 1],
        ['delivered', 2],
      ],
      'sms',
      'rejected',
    ],
    [
      'stays delivered',
      [
        ['delivered', 1],
        ['undeliverable', 2],
      ],
      'sms',
      'delivered',
    ],
    [
      'can end badly where delivery is not the end',
      [
        ['delivered', 1],
        ['undeliverable', 2],
      ],
      'rcs',
      'undeliverable',
    ],
    [
      'can be one that we do not know',
      [
        ['submitted', 0],
        ['odd', 1],
      ],
      'sms',
      'odd',
    ],
    [
      'is not moved back by one that we do not know',
      [
        ['delivered', 0],
        ['odd', 1],
      ],
      'sms',
      'delivered',
    ],
    [
      'is known in any case',
      [
        ['Submitted', 0],
        ['DELIVERED', 1],
      ],
      'sms',
      'DELIVERED',
    ],
  ] as const)('%s', (_name, told, channel, state) => {
    expect(buildTimeline(statuses(told, { channel })).state).toBe(state);
  });

  test('of a receipt that nobody knows is the better known one, once there is one', () => {
    const receipt = { api: 'sms', kind: 'delivery-receipt' };
    expect(
      buildTimeline(
        statuses(
          [
            ['unknown', 0],
            ['delivered', 1],
          ],
          receipt,
        ),
      ).state,
    ).toBe('delivered');
    expect(
      buildTimeline(
        statuses(
          [
            ['delivered', 0],
            ['unknown', 1],
          ],
          receipt,
        ),
      ).state,
    ).toBe('delivered');
  });

  test('of an inbound message is that it was received, and its text is what was written', () => {
    const inbound = aTimelineWebhook({ kind: 'inbound-message', direction: 'inbound', status: null, summary: 'hello' });
    expect(buildTimeline([inbound])).toMatchObject({
      state: 'received',
      text: 'hello',
      direction: 'inbound',
      tone: 'neutral',
    });
  });

  test('of a call is that of its events, not of what happened in it', () => {
    const call = { api: 'voice', kind: 'call-event', channel: 'phone', direction: 'inbound' as const };
    const input = aTimelineWebhook({
      ...call,
      kind: 'input',
      status: null,
      id: 9,
      sentAt: SENT_AT + 9_000,
      bodyHash: 'x',
    });
    const told = statuses(
      [
        ['started', 0],
        ['ringing', 1],
        ['answered', 3],
        ['completed', 8],
      ],
      call,
    );
    const answer = aTimelineWebhook({
      ...call,
      kind: 'answer',
      status: null,
      id: 8,
      sentAt: null,
      summary: 'answer',
      bodyHash: 'y',
    });
    const timeline = buildTimeline([...told, answer, input]);
    expect(timeline).toMatchObject({ state: 'completed', tone: 'good', text: 'completed' });
    expect(timeline.steps.map(({ webhook }) => webhook.kind)).toEqual([
      'call-event',
      'call-event',
      'answer',
      'call-event',
      'call-event',
      'input',
    ]);
  });

  test('of a verification is its end, where one channel failed and the next one did not', () => {
    const verify = { api: 'verify-v2', kind: 'verify-event', channel: 'whatsapp' };
    const told = statuses(
      [
        ['expired', 0],
        ['completed', 9],
      ],
      verify,
    );
    expect(buildTimeline(told)).toMatchObject({ state: 'completed', tone: 'good', badges: [] });
    const end = aTimelineWebhook({
      ...verify,
      kind: 'verify-summary',
      id: 3,
      status: 'failed',
      sentAt: null,
      bodyHash: 'x',
    });
    expect(buildTimeline([...told, end])).toMatchObject({ state: 'failed', tone: 'bad', badges: ['failed'] });
  });
});

describe('badges', () => {
  test.each([
    [
      'read without delivered',
      [
        ['submitted', 0],
        ['read', 2],
      ],
      { read: ['gap'] },
      { read: ['delivered'] },
    ],
    ['read alone', [['read', 2]], { read: ['gap'] }, { read: ['submitted', 'delivered'] }],
    ['delivered without submitted', [['delivered', 2]], { delivered: ['gap'] }, { delivered: ['submitted'] }],
    [
      'delivered and read without submitted',
      [
        ['delivered', 2],
        ['read', 3],
      ],
      { delivered: ['gap'] },
      { delivered: ['submitted'] },
    ],
    [
      'nothing missing',
      [
        ['submitted', 0],
        ['delivered', 2],
        ['read', 3],
      ],
      {},
      {},
    ],
    ['rejected at once', [['rejected', 0]], { rejected: ['failed'] }, {}],
  ] as const)('of a gap: %s', (_name, told, badges, missing) => {
    const timeline = buildTimeline(statuses(told, { channel: 'whatsapp' }));
    expect(badgesOf(timeline)).toEqual(badges);
    const gaps = timeline.steps.filter((step) => step.missing.length > 0);
    expect(Object.fromEntries(gaps.map((step) => [step.webhook.status, step.missing]))).toEqual(missing);
  });

  test('tell a status that Vonage dates after the final one', () => {
    const timeline = buildTimeline(
      statuses([
        ['delivered', 1],
        ['submitted', 2],
      ]),
    );
    expect(badgesOf(timeline)).toEqual({ submitted: ['late'] });
  });

  test('tell a message that failed and was charged', () => {
    const told = statuses(
      [
        ['submitted', 0],
        ['undeliverable', 1],
      ],
      { price: '0.0333', currency: 'EUR' },
    );
    expect(buildTimeline(told)).toMatchObject({ badges: ['failed', 'charged'], price: '0.0333', currency: 'EUR' });
    const free = statuses([['rejected', 1]], { price: '0' });
    expect(buildTimeline(free).badges).toEqual(['failed']);
  });
});
