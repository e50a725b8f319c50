import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openAppDatabase } from '../../main/store/app-database.ts';
import { spawnCli } from '../support/cli.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { delivered, deliveriesOf } from '../support/deliveries.ts';
import { send } from '../support/http.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { stored } from '../support/stored.ts';
import { aPlan, targetFields } from '../support/targets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inbound } from '../support/webhooks.ts';

const LIFE = `
steps:
- { send: messages-v1/message-status, channel: sms, status: submitted }
- { send: messages-v1/message-status, channel: sms, status: delivered }`;
const PLAIN = { scramble: {}, isPaced: false, signWith: { by: 'first' } } as const;

async function run(running: TestCore, to: { target: number } | { url: string; allowSelfSigned: boolean }, text = LIFE) {
  const { simulations } = running.core;
  simulations.run({ ...PLAIN, text, to });
  while (simulations.current.isRunning) await once(running.core.events, 'simulation');
  return simulations.current;
}

test('what is simulated straight to a target is a delivery, with what was sent and what came back', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const id = running.core.deliveries.saveTarget(null, targetFields({ url: app.url, headers: [['X-Mine', '1']] }));
  const { log } = await run(running, { target: id });

  const rows = await delivered(running, 2, { target: id });
  expect(rows).toMatchObject(
    rows.map(() => ({
      webhookId: null,
      way: 'simulate',
      runId: null,
      edited: false,
      targetName: 'my app',
      status: 200,
    })),
  );
  expect(log.map(({ delivery, answer }) => [delivery, answer])).toEqual(rows.map((row) => [row.id, 200]));
  expect(app.arrivals.map(({ webhook, target }) => [webhook, target])).toEqual([
    [0, '/webhooks/message-status'],
    [0, '/webhooks/message-status'],
  ]);
  const detail = running.core.deliveries.get(rows[1]?.id ?? 0);
  expect(Buffer.from(detail?.requestBody ?? []).toString()).toBe(app.arrivals[1]?.body);
  expect(detail?.requestHeaders).toEqual(
    expect.arrayContaining([
      ['X-Mine', '1'],
      ['X-Webhook-Inspector-Delivery', 'simulate'],
      ['Authorization', expect.stringMatching(/^Bearer /)],
    ]),
  );
  expect(Buffer.from(detail?.answerBody ?? []).toString()).toBe('taken');
  expect(stored(running.folder)).toEqual([]);
});

test('what goes through the receiver is a webhook, and no delivery', async () => {
  const running = await startCore();
  running.core.simulations.run({ ...PLAIN, text: LIFE, to: null });
  await running.indexed(2);
  while (running.core.simulations.current.isRunning) await once(running.core.events, 'simulation');
  expect(running.core.simulations.current.log.map(({ delivery }) => delivery)).toEqual([null, null]);
  expect(deliveriesOf(running)).toEqual([]);
});

test('one that nobody takes, and one that has no body, are deliveries too', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const to = { url: app.url, allowSelfSigned: false };
  app.misbehave({ kind: 'reset' });
  await run(running, to, 'steps:\n- { send: sms/inbound-sms, type: text, encoding: get }');
  await app.stop();
  const { log, failed } = await run(running, to, 'steps:\n- send: voice/transfer');

  const [cut, refused] = await delivered(running, 2, { target: 0, failed: true });
  expect([cut, refused]).toMatchObject([
    { method: 'GET', state: 'failed', problemCode: 'ECONNRESET', targetName: app.url },
    { method: 'POST', state: 'failed', problem: expect.stringMatching(/^Connection refused: nothing listens/) },
  ]);
  expect(running.core.deliveries.get(cut?.id ?? 0)?.requestBody).toHaveLength(0);
  expect([failed, log]).toMatchObject([1, [{ answer: null, problem: refused?.problem, delivery: refused?.id }]]);
});

test('stopped in the middle, it is noted as cancelled', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const { simulations, events } = running.core;
  const to = { url: app.url, allowSelfSigned: false };
  app.misbehave({ kind: 'silence' });
  simulations.run({ ...PLAIN, text: LIFE, to });
  await app.received(1);
  simulations.stop();
  while (simulations.current.isRunning) await once(events, 'simulation');
  expect(await delivered(running, 1)).toMatchObject([{ state: 'failed', problemCode: 'cancelled' }]);
});

test('after kill -9 in the middle it is not known, and not sent again', async () => {
  const app = await startSampleApp();
  const data = temporaryFolder();
  openAppDatabase(join(data, 'app.db')).close();
  const scenario = join(temporaryFolder(), 'life.yaml');
  writeFileSync(scenario, LIFE);
  app.misbehave({ kind: 'silence' });
  const { child, ended } = spawnCli(['send', scenario, '--to', app.url, '--data', data]);
  await app.received(1);
  child.kill('SIGKILL');
  await ended;

  app.misbehave(null);
  const running = await startCore({ data });
  expect(deliveriesOf(running)).toMatchObject([{ webhookId: null, state: 'unknown', problemCode: 'app-ended' }]);
  expect(app.arrivals).toHaveLength(1);
});

test('beside webhooks it is none of theirs: not in their list, not in runs, and it stays when they go', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const { deliveries, reader } = running.core;
  const id = deliveries.saveTarget(null, targetFields({ url: app.url, live: false }));
  await send(running.url, inbound());
  await running.indexed(1);
  await run(running, { target: id });
  const first = deliveries.startRun([1], { target: id }, aPlan());
  await deliveries.replays.ended(first);
  await run(running, { target: id });
  const second = deliveries.startRun([1], { target: id }, aPlan());
  await deliveries.replays.ended(second);

  expect(deliveries.latest([1])).toMatchObject([{ webhookId: 1, status: 200 }]);
  expect(deliveriesOf(running, { webhook: 1 }).map(({ way }) => way)).toEqual(['replay', 'replay']);
  expect(deliveries.ofRun({ run: second, which: 'all', after: -1 }).rows).toMatchObject([{ webhookId: 1 }]);
  expect(deliveries.replays.compare(first, second)).toMatchObject({ compared: 1, onlyBefore: 0, onlyAfter: 0 });
  deliveries.forget([{ first: 1, last: 1 }]);
  expect(deliveriesOf(running).map(({ way }) => way)).toEqual(['simulate', 'simulate', 'simulate', 'simulate']);
  expect(await reader.call('rows', [1])).toHaveLength(1);
});

test('it goes with the age that history may have', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  await run(running, { url: app.url, allowSelfSigned: false });
  running.core.changeSettings({ keepDays: 1 });
  expect(deliveriesOf(running)).toHaveLength(2);
  await running.core.close();

  const db = openAppDatabase(join(running.folder, 'app.db'));
  db.exec('UPDATE deliveries SET started_at = started_at - 2 * 86400000000 WHERE id = 1');
  db.close();
  const again = await startCore({ data: running.folder });
  await expect.poll(() => deliveriesOf(again).map(({ id }) => id), { timeout: 30_000 }).toEqual([2]);
});

test('nothing is sent that can’t be noted', async () => {
  const app = await startSampleApp();
  const running = await startCore();
  const db = openAppDatabase(join(running.folder, 'app.db'));
  db.exec(`CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  db.close();
  const { sent, failed, log } = await run(running, { url: app.url, allowSelfSigned: false });
  expect([sent, failed]).toEqual([2, 2]);
  expect(log[0]).toMatchObject({
    answer: null,
    delivery: null,
    problem: 'Not sent, because deliveries can’t be noted: database or disk is full.',
  });
  expect(app.arrivals).toEqual([]);
});
