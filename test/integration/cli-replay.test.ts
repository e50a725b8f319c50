import { describe, expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { runCli, spawnCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { targetWhen } from '../support/deliveries.ts';
import { closedPort, startRawTarget } from '../support/raw-target.ts';
import { send } from '../support/http.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { targetFields } from '../support/targets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECRET = 'a signature secret for tests';
const statusOf = (message: string, status = 'read'): string =>
  JSON.stringify({ message_uuid: message, channel: 'sms', status });

/** A data folder with these webhooks, and nobody in it. */
async function folderWith(bodies: readonly string[]): Promise<string> {
  const { core, url, folder } = await startCore();
  for (const body of bodies) {
    const token = signJwt(
      Buffer.from(body),
      { secret: SECRET, apiKey: 'abcd1234', applicationId: 'app' },
      1_700_000_000,
    );
    await send(url, { target: '/webhooks/message-status', headers: { Authorization: `Bearer ${token}` }, body });
  }
  await core.close();
  return folder;
}

describe('replay', () => {
  test('sends what was asked for, in order, and prints a line for each', async () => {
    const app = await startSampleApp();
    const data = await folderWith(['a', 'b', 'c'].map((name) => statusOf(name)));
    const ended = await runCli(['replay', '--data', data, '--to', app.url, '3', '1']);
    expect(ended).toMatchObject({ code: 0, stderr: `Replaying 2 webhooks to ${app.url}\n2 answered 2xx, 0 not.\n` });
    const line = (id: number): string => String.raw`${id}  200  \d+ ms  POST ${app.url}/webhooks/message-status\n`;
    expect(ended.stdout).toMatch(new RegExp(`^${line(3)}${line(1)}$`));
    expect(app.arrivals.map(({ webhook }) => webhook)).toEqual([3, 1]);
    const again = await startCore({ data });
    expect(again.core.deliveries.replays.list()).toMatchObject([{ state: 'done', total: 2, succeeded: 2 }]);
  });

  test('takes a saved target by its name, beside the app that runs', async () => {
    const app = await startSampleApp();
    const { core, url, folder } = await startCore();
    await send(url, { target: '/webhooks/message-status', body: statusOf('a') });
    core.deliveries.saveTarget(null, targetFields({ name: 'mine', url: `${app.url}/hook`, path: 'own', live: false }));
    expect(await runCli(['replay', '--data', folder, '--to', 'mine', '1'])).toMatchObject({ code: 0 });
    expect(app.arrivals).toMatchObject([{ target: '/hook', webhook: 1 }]);
    expect(await runCli(['replay', '--data', folder, '--to', 'yours', '1'])).toMatchObject({ code: 2 });
  });

  test('by words or all, with a signature of now, to one path, and as JSON', async () => {
    const app = await startSampleApp({ secret: SECRET });
    const data = await folderWith([statusOf('a', 'read'), statusOf('b', 'delivered')]);
    const found = await runCli([
      'replay',
      '--data',
      data,
      '--to',
      `${app.url}/hook`,
      '--filter',
      'delivered',
      '--json',
    ]);
    expect(JSON.parse(found.stdout)).toMatchObject({ webhookId: 2, status: 200, url: `${app.url}/hook` });
    const env = { MY_SECRET: SECRET };
    const flags = [
      '--all',
      '--signature',
      're-sign',
      '--account',
      'abcd1234:MY_SECRET',
      '--concurrency',
      '2',
      '--pace',
      '1',
    ];
    expect(await runCli(['replay', '--data', data, '--to', app.url, ...flags], { env })).toMatchObject({ code: 0 });
    expect(app.arrivals.map(({ taken }) => taken)).toEqual(['taken', 'taken', 'repeated']);
  });

  test('ends with 1 where not all were taken, and stops there if it should', async () => {
    const app = await startSampleApp();
    app.misbehave({ kind: 'status', status: 500 });
    const data = await folderWith(['a', 'b'].map((name) => statusOf(name)));
    const stopped = await runCli(['replay', '--data', data, '--to', app.url, '--all', '--stop-on-failure']);
    expect(stopped).toMatchObject({ code: 1, stdout: expect.stringMatching(/^1 {2}500 {2}\d+ ms/) });
    expect(stopped.stderr).toContain('0 answered 2xx, 1 not. The run was stopped after 1 of 2.');
    const port = await closedPort();
    const dead = await runCli(['replay', '--data', data, '--to', `http://localhost:${port}`, '--all']);
    expect(dead).toMatchObject({ code: 1 });
    expect(dead.stdout).toContain(`Connection refused: nothing listens on localhost:${port}.`);
  });

  test('works beside a running app, and then keeps nothing in its folder', async () => {
    const app = await startSampleApp();
    const running = await startCore();
    await send(running.url, { body: statusOf('a') });
    const ended = await runCli(['replay', '--data', running.folder, '--to', app.url, '1']);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('so this run is not kept there') });
    expect(running.core.deliveries.replays.list()).toEqual([]);
  });

  test('accepts a self-signed certificate only where it is told to', async () => {
    const app = await startSampleApp({ secure: true });
    const data = await folderWith([statusOf('a')]);
    const refused = await runCli(['replay', '--data', data, '--to', app.url, '1']);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('Nobody vouches for the certificate') });
    expect(await runCli(['replay', '--data', data, '--to', app.url, '1', '--self-signed'])).toMatchObject({ code: 0 });
  });

  test.each([
    [[], 'Say where to: --to http://localhost:3000, or a target’s name.'],
    [
      ['--to', 'localhost:3000', '1'],
      '"localhost:3000" is neither an address such as http://localhost:3000 nor the name of a target; the data folder has none.',
    ],
    [
      ['--to', 'http://a:b@localhost', '1'],
      '"http://a:b@localhost" is not an address of an app, such as http://localhost:3000.',
    ],
    [['--to', 'http://localhost'], 'Say which webhooks, in one way: their ids, --filter FILTER, or --all.'],
    [
      ['--to', 'http://localhost', '1', '--all'],
      'Say which webhooks, in one way: their ids, --filter FILTER, or --all.',
    ],
    [['--to', 'http://localhost', 'one'], '"one" is not the id of a webhook, as export prints it.'],
    [['--to', 'http://localhost', '--filter', 'nothing'], 'No webhook fits.'],
    [
      ['--to', 'http://localhost', '1', '--pace', 'slow'],
      '"slow" is no pace. Give at-once, recorded, or the milliseconds between two.',
    ],
    [
      ['--to', 'http://localhost', '1', '--concurrency', '65'],
      `"65" can't be sent at once. Give a number from 1 to 64.`,
    ],
    [['--to', 'http://localhost', '1', '--signature', 'drop'], '"drop" is no choice. Give keep, re-sign or remove.'],
  ])('%j ends with 2 and a sentence', async (args, sentence) => {
    const data = await folderWith([]);
    expect(await runCli(['replay', '--data', data, ...args])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `${sentence}\n`,
    });
  });

  test('of a folder without webhooks says so', async () => {
    const data = temporaryFolder();
    const ended = await runCli(['replay', '--data', data, '--to', 'http://localhost', '1']);
    expect(ended).toMatchObject({ code: 2, stderr: `There is no webhook history in ${data}.\n` });
  });
});

test('kill -9 in the middle of a run: it says where it stopped, and nothing is sent twice', async () => {
  const COUNT = 300;
  const KILLED_AFTER = 100;
  const data = await folderWith(Array.from({ length: COUNT }, (_, n) => statusOf(`m${n}`)));
  const app = await startSampleApp();
  const running = spawnCli(['replay', '--data', data, '--to', app.url, '--all', '--concurrency', '4']);
  running.child.stdout.resume();
  await app.received(KILLED_AFTER);
  running.child.kill('SIGKILL');
  expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
  const before = app.arrivals.length;

  const { core } = await startCore({ data });
  const [run] = core.deliveries.replays.list();
  if (run === undefined) throw new Error('the run is gone');
  expect(run).toMatchObject({ state: 'interrupted', total: COUNT, failed: 0 });
  expect(run.succeeded + run.unknown).toBe(run.sent);
  // What was under way may have arrived or not; what was not begun has not, and what is over has.
  expect(run.unknown).toBeLessThanOrEqual(4);
  expect(before).toBeGreaterThanOrEqual(run.succeeded);
  expect(before).toBeLessThanOrEqual(run.sent);
  expect(app.arrivals).toHaveLength(before);

  core.deliveries.replays.resume(run.id);
  expect(await core.deliveries.replays.ended(run.id)).toMatchObject({
    state: 'done',
    sent: COUNT,
    unknown: run.unknown,
  });
  const webhooks = app.arrivals.map(({ webhook }) => webhook);
  expect(new Set(webhooks).size).toBe(webhooks.length);
  expect(webhooks.length).toBeGreaterThanOrEqual(COUNT - run.unknown);
}, 120_000);

test('listen --forward sends on what comes, and says what was answered', async () => {
  const target = await startRawTarget();
  const listener = await startListener({ args: ['--forward', target.url] });
  await send(listener.url, { target: '/webhooks/message-status?x=1', body: statusOf('a') });
  await listener.lines(1);
  await target.received(1);
  expect(target.requests[0]?.head).toContain('POST /webhooks/message-status?x=1 HTTP/1.1');
  const ended = await listener.end('SIGTERM');
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stderr).toMatch(
    /^→ 1 {2}200 {2}\d+ ms {2}POST http:\/\/127\.0\.0\.1:\d+\/webhooks\/message-status\?x=1\n$/,
  );
});

test('kill -9 while webhooks are forwarded: what was not is offered at the next start, and none goes twice', async () => {
  const data = temporaryFolder();
  const app = await startSampleApp();
  const first = await startCore({ data });
  first.core.deliveries.saveTarget(null, targetFields({ url: app.url, parallel: 2, timeLimitMs: 60_000 }));
  await first.core.close();
  const listener = await startListener({ data });
  listener.child.stdout.resume();
  for (let n = 0; n < 20; n += 1) await send(listener.url, { body: statusOf(`ok${n}`) });
  await app.received(20);
  app.misbehave({ kind: 'silence' });
  for (let n = 0; n < 10; n += 1) await send(listener.url, { body: statusOf(`held${n}`) });
  await app.received(22);
  await listener.end('SIGKILL');
  app.misbehave(null);

  const { core } = await startCore({ data });
  const { id } = await targetWhen(core, ({ missed, waiting }) => missed === 8 && waiting === 0);
  const run = core.deliveries.replayMissed(id);
  expect(await core.deliveries.replays.ended(run)).toMatchObject({ state: 'done', succeeded: 8 });
  const webhooks = app.arrivals.map(({ webhook }) => webhook);
  expect(webhooks.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
});
