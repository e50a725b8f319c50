import { describe, expect, test } from 'vitest';

import type { Probe, ProbeQuestion } from '../../../main/tunnel/probe-desk.ts';
import { ProbeDesk } from '../../../main/tunnel/probe-desk.ts';

const asked = (probe: Probe, changes: Partial<ProbeQuestion> = {}): ProbeQuestion => ({
  method: 'POST',
  target: probe.path,
  rawHeaders: ['Authorization', probe.authorization],
  body: probe.body,
  ...changes,
});

describe('a probe', () => {
  test('is answered so that its sender knows the answer as ours', () => {
    const desk = new ProbeDesk();
    const probe = desk.issue();
    const answer = desk.answer(asked(probe));
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(probe.judge(Buffer.from(answer?.body ?? ''))).toEqual({ authorizationKept: true, bodyKept: true });
  });

  test('is known behind the path of a proxy, and with a query', () => {
    const desk = new ProbeDesk();
    const probe = desk.issue();
    expect(desk.answer(asked(probe, { target: `/hooks${probe.path}?from=proxy` }))).not.toBeNull();
  });

  test('tells what was changed on its way', () => {
    const desk = new ProbeDesk();
    const [first, second] = [desk.issue(), desk.issue()];
    const stripped = desk.answer(asked(first, { rawHeaders: [] }));
    const changed = desk.answer(asked(second, { body: Buffer.from('{ }') }));
    expect(first.judge(Buffer.from(stripped?.body ?? ''))).toEqual({ authorizationKept: false, bodyKept: true });
    expect(second.judge(Buffer.from(changed?.body ?? ''))).toEqual({ authorizationKept: true, bodyKept: false });
  });

  test('is known once, and not for ever', () => {
    let now = 1_000_000;
    const desk = new ProbeDesk(() => now);
    const [first, second] = [desk.issue(), desk.issue()];
    expect(desk.answer(asked(first))).not.toBeNull();
    expect(desk.answer(asked(first))).toBeNull();
    now += 120_001;
    expect(desk.answer(asked(second))).toBeNull();
  });

  test('is believed by nobody else’s answer', () => {
    const desk = new ProbeDesk();
    const probe = desk.issue();
    const foreign = new ProbeDesk();
    const answers = [
      '',
      '{}',
      'null',
      '<html>',
      JSON.stringify({ proof: '', authorizationKept: true, bodyKept: true }),
      JSON.stringify({ proof: 'a'.repeat(64), authorizationKept: true, bodyKept: true }),
      foreign.answer(asked(foreign.issue()))?.body ?? '',
      // That of another probe of our own, replayed.
      desk.answer(asked(desk.issue()))?.body ?? '',
    ];
    expect(answers.map((answer) => probe.judge(Buffer.from(answer)))).toEqual(answers.map(() => null));
  });
});

test.each([
  ['a made-up nonce', { target: `/webhook-inspector-probe/${'0'.repeat(32)}` }],
  ['the path alone', { target: '/webhook-inspector-probe/' }],
  ['another method', { method: 'GET' }],
  ['the usual webhook', { target: '/webhooks/inbound-message' }],
])('%s is a webhook like any other, also while a probe is on its way', (_name, changes) => {
  const desk = new ProbeDesk();
  expect(desk.answer(asked(desk.issue(), changes))).toBeNull();
});

test('no more than 64 are remembered', () => {
  const desk = new ProbeDesk();
  const probes = Array.from({ length: 100 }, () => desk.issue());
  expect(probes.filter((probe) => desk.answer(asked(probe)) !== null)).toHaveLength(64);
});
