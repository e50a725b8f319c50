import { expect, test } from 'vitest';

import { CATALOGUE } from '../../main/simulate/catalogue.ts';
import { makeGiven } from '../../main/simulate/given.ts';
import { LIVES } from '../../main/simulate/lives.ts';
import { makePayload } from '../../main/simulate/make-payload.ts';
import { planSource } from '../../main/simulate/plan-source.ts';
import { runPlan } from '../../main/simulate/run-plan.ts';
import type { Scramble } from '../../main/simulate/scenario.ts';
import { findKind, KINDS } from '../../shared/vonage/kinds.ts';
import { explainStatus } from '../../shared/vonage/statuses.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { anAccount, aSecret } from '../support/key-ring-accounts.ts';

const account = anAccount({ secrets: [aSecret('a-signature-secret')], smsMethod: 'sha256' });
/** Every entry in each of its encodings. */
const all = CATALOGUE.flatMap((entry) => entry.encodings.map((encoding) => ({ ...entry, encoding })));

test('every kind but the unknown one is in the catalogue', () => {
  const known = KINDS.filter(({ kind }) => kind !== 'unknown').map(({ api, kind }) => `${api}/${kind}`);
  expect([...new Set(CATALOGUE.map(({ api, kind }) => `${api}/${kind}`))].toSorted()).toEqual(known.toSorted());
  expect(CATALOGUE.length).toBeGreaterThan(300);
});

test('all of the catalogue, sent to a receiver that verifies, is what it says and leaves nothing to say', async () => {
  const running = await startCore({ accounts: [account] });
  running.core.changeSettings({ answer401ToFailed: true });
  const send = running.core.simulator.sender({ by: 'first' }, null);
  const answers: (number | null)[] = [];
  for (const entry of all) {
    const definition = findKind(entry.api, entry.kind);
    const { status } = await send(makePayload(definition, entry, makeGiven(definition)), entry);
    answers.push(status);
  }
  expect(new Set(answers)).toEqual(new Set([200]));
  await running.indexed(all.length);

  const rows = await running.core.reader.call(
    'rows',
    all.map((_, index) => index + 1),
  );
  const told = rows.map((row) => ({
    api: row.api,
    kind: row.kind,
    channel: row.channel,
    status: row.status?.toLowerCase() ?? null,
    isExplained: row.status === null || explainStatus(row) !== null,
    verdict: row.verdict,
    findings: row.findings,
    misroutedTo: row.misroutedTo,
    via: row.via,
  }));
  expect(told).toEqual(
    all.map(({ api, kind, channel, status, signing }) => ({
      api,
      kind,
      channel,
      status: status?.toLowerCase() ?? null,
      isExplained: true,
      verdict: signing === 'none' ? 'unsigned' : 'verified',
      findings: 0,
      misroutedTo: null,
      via: 'simulator',
    })),
  );
});

/** Sends a scenario to a receiver that verifies, without its waits. */
async function runLife(source: string, scramble: Scramble = {}): Promise<TestCore> {
  const running = await startCore({ accounts: [account] });
  const { plan } = planSource(source, { seed: 1, scramble, isPaced: false }, Date.now());
  const answers: (number | null)[] = [];
  await runPlan(plan, {
    send: running.core.simulator.sender({ by: 'first' }, null),
    isPaced: false,
    signal: new AbortController().signal,
    onSent: ({ answer }) => answers.push(answer),
  });
  expect(answers).toEqual(plan.map(() => 200));
  await running.indexed(plan.length);
  return running;
}

const lifeOf = (name: string, channel = ''): string => LIVES.find((life) => life.name === name)?.write(channel) ?? '';
const rowsOf = ({ core }: TestCore) =>
  core.reader.call(
    'rows',
    Array.from({ length: core.progress().upTo }, (_, index) => index + 1),
  );

test('every life on every channel is verified, in order and without findings', async () => {
  const steps = LIVES.flatMap(({ channels, write }) =>
    (channels.length === 0 ? [''] : channels).map((channel) => write(channel).split('steps:\n')[1] ?? ''),
  );
  // Each life in a round of its own, so that it has its own messages.
  const source = `steps:\n${steps.map((life) => `  - repeat: 1\n    steps:\n${life.replaceAll(/^/gm, '    ')}`).join('\n')}`;
  const running = await runLife(source);
  const rows = await rowsOf(running);
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    expect(row).toMatchObject({ verdict: 'verified', findings: 0, outOfOrder: false, late: false, duplicateOf: null });
  }
});

test('a life is one message, its reply another that is linked to it', async () => {
  const { core } = await runLife(lifeOf('reply', 'whatsapp'));
  const message = await core.reader.call('messageOfWebhook', 1);
  expect(message?.steps.map(({ status }) => status)).toEqual(['submitted', 'delivered']);
  expect(message?.replies.map(({ message: { text }, isGuess }) => [text, isGuess])).toEqual([['Thank you!', false]]);
});

test('the parts of a long SMS are put together', async () => {
  const { core } = await runLife(lifeOf('sms-parts'));
  const message = await core.reader.call('messageOfWebhook', 2);
  expect(message?.longText).toMatchObject({
    text: 'This is the first part, this the second, and this the last.',
    total: 3,
    missing: [],
  });
});

test('what a scramble does is seen by the inspector', async () => {
  const late = await rowsOf(await runLife(lifeOf('delivered', 'whatsapp'), { 'late-submitted': true }));
  expect(late.map(({ status, late: isLate, outOfOrder }) => [status, isLate, outOfOrder])).toEqual([
    ['delivered', false, true],
    ['read', false, true],
    ['submitted', true, false],
  ]);
  const twice = await rowsOf(await runLife(lifeOf('delivered', 'whatsapp'), { duplicate: 3 }));
  expect(twice.filter(({ duplicateOf }) => duplicateOf !== null)).toHaveLength(3);
  const forged = await rowsOf(await runLife(lifeOf('sms-receipt'), { 'bad-signature': 1 }));
  expect(forged.map(({ verdict }) => verdict).toSorted()).toEqual(['failed', 'verified']);
});
