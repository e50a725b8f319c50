import { connect } from 'node:net';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { ruleFields } from '../support/a-rule.ts';
import { startListener } from '../support/cli.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { startRawTarget } from '../support/raw-target.ts';
import { stored } from '../support/stored.ts';
import { targetFields } from '../support/targets.ts';
import { inbound, status } from '../support/webhooks.ts';

const SECRET = 'integration-signature-secret-0001';
const message = inbound();
const delivered = status();

const bytesOf = ({ method, target, rawHeaders, body }: typeof message): Buffer =>
  Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n`),
    Buffer.from(`${rawHeaders.length > 0 ? 'Content-Type: application/json\r\n' : ''}\r\n`),
    body,
  ]);

/** What a sender sees on its socket: all that came back, and how the connection ended. */
async function onSocket({ core }: TestCore, arrival = message): Promise<{ text: string; ended: string }> {
  const socket = connect(core.receiver.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let ended = 'closed';
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', (error: NodeJS.ErrnoException) => (ended = error.code ?? 'error'));
  socket.write(bytesOf(arrival));
  await new Promise((resolve) => socket.on('close', resolve));
  return { text: Buffer.concat(chunks).toString(), ended };
}

const statuses = (url: string, arrivals: readonly (typeof message)[]): Promise<number[]> =>
  Promise.all(arrivals.map(async (arrival) => (await send(url, arrival)).status));

describe('a rule', () => {
  test('answers what it matches with its status, headers and a body from the payload, and is named in the record', async () => {
    const running = await startCore();
    const { core, url, folder } = running;
    const body = '{"to":"{{from}}","said":"{{payload.text}}","n":{{payload.nothing}}}';
    const headers: [string, string][] = [
      ['Content-Type', 'application/json'],
      ['X-Mine', 'a'],
      ['X-Mine', 'b'],
    ];
    core.rules.save(null, ruleFields({ name: 'Echo', match: 'kind:inbound', status: 418, headers, body }), true);
    const said = inbound({ text: 'a "quoted" \n line' });
    const answered = await send(url, said);
    expect(answered).toMatchObject({
      status: 418,
      headers: { 'content-type': 'application/json', 'x-mine': 'a, b' },
    });
    expect(JSON.parse(answered.body)).toEqual({ to: '447700900001', said: 'a "quoted" \n line', n: null });
    expect((await send(url, delivered)).status).toBe(200);
    expect(stored(folder).map(({ answer }) => answer)).toMatchObject([
      { status: 418, rule: 'rule “Echo”', body: answered.body, headers: headers.flat() },
      { status: 200, rule: null },
    ]);
    expect(core.rules.list()[0]?.answered).toBe(1);
  });

  test('comes before answers to signatures and before a target that answers, and these before one another', async () => {
    const target = await startRawTarget();
    const { core, url } = await startCore();
    core.deliveries.saveTarget(null, targetFields({ url: target.url, live: true, mode: 'pass-through' }));
    core.changeSettings({ answer503ToUnsigned: true });
    core.rules.save(null, ruleFields({ match: 'kind:inbound sig:unsigned', status: 299 }), true);
    expect((await send(url, message)).status).toBe(299);
    expect((await send(url, delivered)).status).toBe(503);
    // The target is not asked, and gets its copies all the same.
    await target.received(2);
    core.changeSettings({ answer503ToUnsigned: false });
    expect(await send(url, delivered)).toMatchObject({ status: 200, body: 'ok' });
  });

  test('of several the first that matches answers, and one that is off is not asked', async () => {
    const { core, url } = await startCore();
    const off = core.rules.save(null, ruleFields({ status: 500 }), false);
    core.rules.save(null, ruleFields({ status: 502 }), true);
    const first = core.rules.save(null, ruleFields({ match: 'kind:inbound', status: 504 }), true);
    expect(await statuses(url, [message, delivered])).toEqual([504, 502]);
    core.rules.move(first, 1);
    expect(await statuses(url, [message, delivered])).toEqual([502, 502]);
    core.rules.switch(off, true);
    core.rules.move(off, -1);
    core.rules.move(off, -1);
    expect(await statuses(url, [message])).toEqual([500]);
  });

  test('can ask for every word that is known before a webhook is answered', async () => {
    const { core, url } = await startCore();
    const match =
      'kind:inbound sig:unsigned via:local has:from -is:problem size:>10b after:-1h text:hello contains:447';
    core.rules.save(null, ruleFields({ match, status: 204, body: 'not sent with a 204' }), true);
    expect(await send(url, message)).toMatchObject({ status: 204, body: '' });
    expect((await send(url, inbound({ text: 'else' }))).status).toBe(200);
  });

  test('can ask for signatures, also for the first webhook of a run', async () => {
    const running = await startCore();
    const { core, folder } = running;
    const account = await core.accounts.change((accounts) =>
      accounts.save(null, { label: 'Mine', apiKey: 'a1b2c3d4', smsMethod: null, applicationIds: [] }),
    );
    const secret = { account, use: 'signature', label: 'current', text: SECRET } as const;
    await core.chooseVault('file');
    await core.accounts.change((accounts) => accounts.setSecret(secret));
    core.rules.save(null, ruleFields({ match: 'sig:verified account:a1b2c3d4', status: 202 }), true);
    core.rules.save(null, ruleFields({ match: 'sig:payload_hash_mismatch', status: 418 }), true);
    await core.close();

    const { url } = await startCore({ data: folder });
    const signer = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: 'app' };
    const token = signJwt(message.body, signer, Math.floor(Date.now() / 1_000));
    const authorization = `Bearer ${token}`;
    const sent = (body: Uint8Array): Promise<number> =>
      send(url, { headers: { authorization }, body }).then(({ status: answered }) => answered);
    expect(await sent(Buffer.concat([message.body, Buffer.from(' ')]))).toBe(418);
    expect(await sent(message.body)).toBe(202);
    expect(await statuses(url, [message])).toEqual([200]);
  });

  test('is refused where it asks for what is not known yet', async () => {
    const { core } = await startCore();
    expect(() => core.rules.save(null, ruleFields({ match: 'kind:status is:starred' }), true)).toThrow(
      'The filter can’t be read at character 16: Stars are given to webhooks that are stored',
    );
    expect(core.rules.list()).toEqual([]);
  });

  test('for the next n answers exactly n of any number at once, and switches itself off', async () => {
    const { core, url } = await startCore();
    const id = core.rules.save(null, ruleFields({ match: 'kind:status', status: 503, limit: 7 }), true);
    const answered = await statuses(
      url,
      Array.from({ length: 60 }, () => delivered),
    );
    expect(answered.filter((one) => one === 503)).toHaveLength(7);
    expect(core.rules.list()).toMatchObject([{ id, on: false, answered: 7 }]);
    core.rules.switch(id, true);
    expect(core.rules.list()).toMatchObject([{ on: true, answered: 0 }]);
  });

  test('is there after a restart, with what it has answered', async () => {
    const running = await startCore();
    running.core.rules.save(null, ruleFields({ name: 'Kept', status: 503, limit: 3 }), true);
    await send(running.url, delivered);
    await running.core.close();
    const again = await startCore({ data: running.folder });
    expect(again.core.rules.list()).toMatchObject([{ name: 'Kept', on: true, answered: 1 }]);
    expect(await statuses(again.url, [delivered, delivered, delivered])).toEqual([503, 503, 200]);
  });
});

describe('how the connection ends', () => {
  test('closed without an answer: nothing comes back, and the webhook is stored with what was done', async () => {
    const running = await startCore();
    running.core.rules.save(null, ruleFields({ name: 'Gone', ending: 'close', limit: 1 }), true);
    expect(await onSocket(running)).toEqual({ text: '', ended: 'closed' });
    expect(stored(running.folder)).toMatchObject([{ answer: { status: 0, ending: 'close', rule: 'rule “Gone”' } }]);
    expect(stored(running.folder)[0]?.body).toEqual(Buffer.from(message.body));
  });

  test('reset after the answer: the answer comes, then a reset in place of an orderly end', async () => {
    const running = await startCore();
    running.core.rules.save(null, ruleFields({ ending: 'reset', status: 202, body: 'taken' }), true);
    const { text, ended } = await onSocket(running);
    expect(text).toMatch(/^HTTP\/1\.1 202 /);
    expect(text).toMatch(/taken$/);
    expect(ended).toBe('ECONNRESET');
    expect(stored(running.folder)).toMatchObject([{ answer: { status: 202, ending: 'reset' } }]);
  });

  test('200 answers that are held back keep nobody else waiting, and are given at once when the app quits', async () => {
    const running = await startCore();
    const { core, url, folder } = running;
    core.rules.save(null, ruleFields({ match: 'kind:inbound', status: 201, delayMs: 600_000 }), true);
    const large = inbound({ text: 'x'.repeat(20_000) });
    const held = Promise.all(Array.from({ length: 200 }, () => send(url, large)));
    let isAnswered = false;
    void held.then(() => (isAnswered = true));
    await running.indexed(200);
    expect((await send(url, delivered)).status).toBe(200);
    expect(isAnswered).toBe(false);
    await core.close();
    expect((await held).map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 201));
    expect(stored(folder).filter(({ answer }) => answer.delayMs === 600_000)).toHaveLength(200);
  });

  test('a sender that hangs up while it waits leaves nothing behind', async () => {
    const running = await startCore();
    running.core.rules.save(null, ruleFields({ delayMs: 600_000 }), true);
    const socket = connect(running.core.receiver.port, '127.0.0.1');
    socket.write(bytesOf(message));
    await running.indexed(1);
    socket.destroy();
    await running.core.close();
    expect(stored(running.folder)).toHaveLength(1);
  });
});

test('a webhook that can’t be stored is answered 503 whatever a rule says, and is not counted', async () => {
  const running = await startCore();
  const { core, url, folder } = running;
  core.rules.save(null, ruleFields({ status: 201, body: 'stored', limit: 1 }), true);
  const stranger = new Database(join(folder, 'capture.db'));
  stranger.exec('BEGIN IMMEDIATE');
  expect(await send(url, delivered)).toMatchObject({ status: 503, body: '' });
  stranger.close();
  expect(core.rules.list()).toMatchObject([{ on: true, answered: 0 }]);
  expect(await statuses(url, [delivered, delivered])).toEqual([201, 200]);
});

test('a rule for the next n never answers more, whenever the process is killed', async () => {
  const prepared = await startCore();
  const { folder: data } = prepared;
  prepared.core.rules.save(null, ruleFields({ name: 'Some', status: 503, limit: 60 }), true);
  await prepared.core.close();

  const listener = await startListener({ data });
  listener.child.stdout.resume();
  let refused = 0;
  const sender = async (): Promise<void> => {
    for (;;) {
      if ((await send(listener.url, delivered)).status === 503) refused += 1;
      if (refused === 25) listener.child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, () => sender()));
  await listener.end('SIGKILL');
  expect(listener.stderr()).toContain('1 rule changes answers: “Some”');

  const again = await startCore({ data });
  const rest = await statuses(
    again.url,
    Array.from({ length: 80 }, () => delivered),
  );
  expect(again.core.rules.list()).toMatchObject([{ on: false, answered: 60 }]);
  expect(refused + rest.filter((status) => status === 503).length).toBeLessThanOrEqual(60);
  const answered = stored(data).filter(({ answer }) => answer.rule === 'rule “Some”').length;
  expect(answered).toBeGreaterThan(60 - 32);
});
