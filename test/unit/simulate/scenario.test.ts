import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDuration } from '../../../main/simulate/duration.ts';
import { LIVES } from '../../../main/simulate/lives.ts';
import type { PlannedWebhook } from '../../../main/simulate/plan.ts';
import { durationOf, planScenario } from '../../../main/simulate/plan.ts';
import { planSource } from '../../../main/simulate/plan-source.ts';
import { readScenario } from '../../../main/simulate/read-scenario.ts';
import { AppError } from '../../../shared/reply.ts';
import type { Payload } from '../../../shared/vonage/understanding.ts';

const NOW = 1_736_933_400_000;
const payloadOf = ({ payload }: PlannedWebhook) => payload as Payload;
const planOf = (source: string) => planScenario(readScenario(source), NOW);

/** The sentence that a scenario is refused with. */
function refusal(source: string): string {
  try {
    readScenario(source);
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

describe('a plan', () => {
  test('has the webhooks of a life with one id, in Vonage’s order', () => {
    const plan = planOf(`
us: 447700900100
steps:
  - send: messages-v1/message-status
    channel: whatsapp
    status: submitted
  - wait: 1.5s
  - send: messages-v1/message-status
    channel: WhatsApp
    status: undeliverable
    error: 1320
    fields: { client_ref: mine, error: { detail: other words } }
  - send: messages-v1/inbound-message
    channel: whatsapp
    type: text
    message: reply
    text: no
    fields: { context_status: available, context: { message_uuid: "{{id message}}", message_from: x } }
`);
    expect(plan.map(({ at, entry, message }) => [at, entry.kind, message])).toEqual([
      [0, 'message-status', 'message'],
      [1_500, 'message-status', 'message'],
      [1_500, 'inbound-message', 'reply'],
    ]);
    const [submitted, failed, reply] = plan.map(payloadOf);
    expect(submitted).toMatchObject({
      from: '447700900100',
      to: '447700900001',
      timestamp: '2025-01-15T09:30:00.000Z',
      channel: 'whatsapp',
    });
    expect(failed).toMatchObject({
      message_uuid: submitted?.['message_uuid'],
      timestamp: '2025-01-15T09:30:01.501Z',
      client_ref: 'mine',
      error: { title: '1320', detail: 'other words' },
    });
    expect(reply).toMatchObject({
      from: '447700900001',
      to: '447700900100',
      text: 'no',
      context: { message_uuid: submitted?.['message_uuid'] },
    });
    expect(reply?.['message_uuid']).not.toBe(submitted?.['message_uuid']);
  });

  test('gives each round of a repetition messages of its own', () => {
    const scenario = readScenario(`
steps:
  - repeat: 3
    steps:
      - { send: sms/delivery-receipt, status: accepted }
      - { wait: 10ms }
      - { send: sms/delivery-receipt, status: delivered, encoding: form }
`);
    const plan = planScenario(scenario, NOW);
    expect(durationOf(scenario)).toBe(30);
    expect(new Set(plan.map((webhook) => payloadOf(webhook)['messageId'])).size).toBe(3);
    expect(plan.map(({ at, shape }) => [at, shape.encoding])).toEqual([
      [0, 'get'],
      [10, 'form'],
      [10, 'get'],
      [20, 'form'],
      [20, 'get'],
      [30, 'form'],
    ]);
  });

  test('that is sent at once ends now by Vonage’s time', () => {
    const source = 'steps:\n- send: voice/transfer\n- wait: 2s\n- send: voice/transfer';
    const times = (isPaced: boolean) =>
      planSource(source, { isPaced }, NOW).plan.map((webhook) => payloadOf(webhook)['timestamp']);
    expect(times(true)).toEqual(['2025-01-15T09:30:00.000Z', '2025-01-15T09:30:02.001Z']);
    expect(times(false)).toEqual(['2025-01-15T09:29:58.000Z', '2025-01-15T09:30:00.001Z']);
  });

  test('has an end', () => {
    const step = '    - send: voice/transfer\n';
    expect(() => planOf(`steps:\n- repeat: 1000\n  steps:\n${step.repeat(11)}`)).toThrow(/10000 webhooks at most/);
  });
});

describe('what is wrong is said with its place', () => {
  test.each([
    ['', 'Line 1, column 1: A scenario holds name:, steps: and scramble:.'],
    ['steps: []', 'Line 1, column 8: There is no step.'],
    [
      'steps:\n  - wait: 5',
      'Line 2, column 11: This is not a time. Write it like 500ms, 2s or 1m; the longest is 10m.',
    ],
    [
      'steps:\n  - wait: 11m',
      'Line 2, column 11: This is not a time. Write it like 500ms, 2s or 1m; the longest is 10m.',
    ],
    ['steps:\n  - send: voice/transfer\n    chanel: x', 'Line 3, column 5: “chanel” is not known here.'],
    ['stpes: 1', 'Line 1, column 1: A scenario needs steps: a list of what to send.'],
    [
      'steps:\n  - send: voice/nothing',
      'Line 2, column 11: There is no “voice/nothing”. Kinds are written like messages-v1/message-status.',
    ],
    [
      'steps:\n  - send: messages-v1/message-status\n    channel: sms\n    status: read',
      'Line 4, column 13: messages-v1/message-status has no status “read”. Known: submitted, delivered, rejected, undeliverable, accepted. To send any other, put it under fields:.',
    ],
    [
      'steps:\n  - send: voice/transfer\n    status: x',
      'Line 3, column 13: voice/transfer has no status “x”: it has none at all.',
    ],
    [
      'steps:\n  - send: voice/transfer\n    encoding: form',
      'Line 3, column 15: voice/transfer never comes as form. Known: json.',
    ],
    ['steps:\n  - {}', 'Line 2, column 5: A step has exactly one of send:, wait: and repeat:.'],
    ['steps:\n  - wait: 1s\n    text: x', 'Line 3, column 11: text: belongs to a step with send:.'],
    ['steps:\n  - repeat: 2', 'Line 2, column 5: repeat: says how often, and steps: under it says what.'],
    ['steps:\n  - repeat: 1.5\n    steps: [{ wait: 1s }]', 'Line 2, column 13: This has to be a whole number.'],
    [
      'steps: [{ send: voice/transfer }]\nscramble: { drop: many }',
      'Line 2, column 19: This has to be a number from 1 to 1000.',
    ],
    ['seed: -1\nsteps: [{ wait: 1s }]', 'Line 1, column 7: This has to be a whole number from 0 to 4294967295.'],
    ['seed: 1.5\nsteps: [{ wait: 1s }]', 'Line 1, column 7: This has to be a whole number from 0 to 4294967295.'],
    ['steps:\n  - repeat: 2\n    steps: []', 'Line 3, column 12: There is no step.'],
    [
      'steps:\n  - send: voice/transfer\n    from: 44770090000112345678',
      'Line 3, column 11: A number as long as this needs quotes.',
    ],
    ['steps:\n  - send: voice/transfer\n    to: 4.5', 'Line 3, column 9: This has to be text or a whole number.'],
    [`name: ${'x'.repeat(10_001)}\nsteps: []`, 'Line 1, column 7: This may have 10000 characters at most.'],
    ['steps: [{ wait: 1s }]\n---\nsteps: []', 'Line 2, column 1: A file holds one scenario only.'],
    ['steps:\n  - *other', 'Line 2, column 5: There is no &other before this.'],
    [
      'a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d]',
      'Line 1, column 1: What is written with & and * is too large when it is written out.',
    ],
    ['steps: [', expect.stringMatching(/^Line 1, column \d+: This is not YAML: /)],
    ['steps:\n  - a: &a [*a, *a]', expect.stringMatching(/“a” is not known here|can’t be read/)],
  ])('%j', (source, words) => {
    expect(refusal(source)).toEqual(words);
  });

  test('whatever is written, it is read or refused', () => {
    const piece = fc.constantFrom(
      'steps:',
      '- ',
      'send: ',
      'voice/transfer',
      'wait: 1s',
      ' ',
      '\n',
      '  ',
      '{',
      '[',
      '&a',
      '*a',
      ': ',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
        ),
        (source) => {
          expect(typeof refusal(source)).toBe('string');
        },
      ),
    );
  });
});

test('durations', () => {
  expect(['500ms', '2s', ' 1.5 s ', '10m', '0s'].map(parseDuration)).toEqual([500, 2_000, 1_500, 600_000, 0]);
  expect(['', '2', 2, '10.1m', '-1s', 'Infinitys', null].map(parseDuration)).toEqual(
    Array.from({ length: 7 }, () => null),
  );
});

test('every life can be read, on each of its channels', () => {
  const sources = LIVES.flatMap(({ channels, write }) => (channels.length === 0 ? [write('')] : channels.map(write)));
  expect(sources.length).toBeGreaterThan(20);
  for (const source of sources) expect(planOf(source).length).toBeGreaterThan(0);
});
