import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { prepareSwitch } from '../../main/cli/keep-switched.ts';
import type { Listener } from '../support/cli.ts';
import { runCli, spawnCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { TestEdge } from '../support/edge/edge.ts';
import type { FakeVonage } from '../support/fake-vonage.ts';
import { aHold, API_KEY, API_SECRET, onFake, startFakeVonage } from '../support/fake-vonage.ts';
import { addApplication, OLD_INBOUND } from '../support/switching.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SWITCH = ['--tunnel', 'ngrok', '--switch', 'app-1'];

interface Scene {
  readonly edge: TestEdge;
  readonly fake: FakeVonage;
  readonly original: string;
  readonly env: NodeJS.ProcessEnv;
}

async function aScene(): Promise<Scene> {
  const edge = await TestEdge.start();
  const fake = await startFakeVonage();
  addApplication(fake);
  const vonage = { VONAGE_API_URL: fake.url, VONAGE_API_KEY: API_KEY, VONAGE_API_SECRET: API_SECRET };
  const env = { ...edge.environment, NGROK_AUTHTOKEN: edge.token, ...vonage };
  return { edge, fake, original: fake.own('app-1'), env };
}

/** Listens until Vonage is pointed at it. Gives back the public address. */
async function untilSwitched(listener: Listener): Promise<string> {
  const [online = '', inbound = '', status = ''] = await listener.lines(3);
  const url = online.replace('online ', '');
  expect(inbound).toBe(`switched messages.inbound_url  ${OLD_INBOUND} -> ${url}/webhooks/inbound-message`);
  expect(status).toBe(`switched messages.status_url  (none) -> ${url}/webhooks/message-status`);
  return url;
}

/** What a request that has already come in stands for when another is awaited. */
const said = async ({ child, stderr }: Listener, words: string): Promise<void> => {
  while (!stderr().includes(words)) await once(child.stderr, 'data');
};

describe('listen --switch', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('points Vonage here once online, and back at %s', async (signal) => {
    const { fake, original, env } = await aScene();
    const listener = await startListener({ args: SWITCH, env });
    const url = await untilSwitched(listener);
    expect(fake.own('app-1')).toContain(`${url}/webhooks/message-status`);
    const { code, stderr } = await listener.end(signal);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing of ours is left');
    expect(stderr).not.toContain(API_SECRET);
    expect(fake.own('app-1')).toBe(original);
  });

  test('points Vonage back when its terminal is closed, with nobody left to read what it says', async () => {
    const { edge, fake, original, env } = await aScene();
    const listener = await startListener({ args: SWITCH, env });
    await untilSwitched(listener);
    listener.child.stdout.destroy();
    listener.child.stderr.destroy();
    // It says so, and still has to live on to put everything back.
    edge.cut();
    await edge.until(() => edge.sessions.length === 0);
    await edge.until(() => edge.sessions.length === 1);
    expect((await listener.end('SIGHUP')).code).toBe(0);
    expect(fake.own('app-1')).toBe(original);
  });

  test('after kill -9, the next one puts back what was there before, and begins anew', async () => {
    const { edge, fake, original, env } = await aScene();
    const first = await startListener({ args: SWITCH, env });
    await untilSwitched(first);
    await first.end('SIGKILL');
    await edge.until(() => edge.sessions.length === 0);
    expect(fake.own('app-1')).not.toBe(original);
    const again = await startListener({ args: SWITCH, env, data: first.data });
    await untilSwitched(again);
    expect((await again.end('SIGTERM')).code).toBe(0);
    expect(fake.own('app-1')).toBe(original);
  });

  test('after kill -9, a plain listen puts it back', async () => {
    const { fake, original, env } = await aScene();
    const first = await startListener({ args: SWITCH, env });
    await untilSwitched(first);
    await first.end('SIGKILL');
    const plain = await startListener({ env, data: first.data });
    await said(plain, 'nothing of ours is left');
    expect(fake.own('app-1')).toBe(original);
    await plain.end('SIGTERM');
  });

  test('follows to another public address, and still puts back what was there in the beginning', async () => {
    const { edge, fake, original, env } = await aScene();
    edge.faults.newNames = true;
    const listener = await startListener({ args: SWITCH, env });
    const before = await untilSwitched(listener);
    edge.cut();
    const [online = '', moved = ''] = await listener.lines(2);
    const after = online.replace('online ', '');
    expect(moved).toBe(
      `switched messages.inbound_url  ${before}/webhooks/inbound-message -> ${after}/webhooks/inbound-message`,
    );
    await listener.end('SIGTERM');
    expect(fake.own('app-1')).toBe(original);
  });

  test('follows to the newest of several that come at once', async () => {
    const fake = await startFakeVonage();
    addApplication(fake);
    const { core } = await startCore(onFake(fake));
    const log = { info: () => {}, error: () => {} };
    const env = { VONAGE_API_KEY: API_KEY, VONAGE_API_SECRET: API_SECRET };
    const wanted = await prepareSwitch(core, 'app-1', env, log);
    const urls = ['https://one.example', 'https://two.example', 'https://three.example'];
    await Promise.all(urls.map((url) => wanted.pointTo(url, true)));
    expect(fake.own('app-1')).toContain('https://three.example/webhooks/message-status');
  });

  test('with --json prints nothing but webhooks; the log tells', async () => {
    const { fake, original, env } = await aScene();
    const listener = await startListener({ args: ['--json', ...SWITCH], env });
    await said(listener, 'switched messages.inbound_url, messages.status_url');
    await listener.end('SIGTERM');
    expect(fake.own('app-1')).toBe(original);
  });

  test('ends when asked to, also while Vonage leaves the first question without an answer', async () => {
    const { fake, env } = await aScene();
    fake.next('GET', aHold('before').fault);
    const asked = fake.reached(1);
    const listener = await startListener({ args: SWITCH, env });
    await asked;
    expect((await listener.end('SIGTERM')).code).toBe(0);
    expect(fake.asked).toHaveLength(1);
  });

  test('ends with 1 and says so where it can’t be put back', async () => {
    const { fake, env } = await aScene();
    const listener = await startListener({ args: SWITCH, env });
    await untilSwitched(listener);
    fake.next('PUT', { kind: 'answer', status: 403, body: '{}' });
    const { code, stderr } = await listener.end('SIGTERM');
    expect(code).toBe(1);
    expect(stderr).toContain('npm run -s cli -- restore');
  });
});

describe('listen --switch is refused, with nothing changed,', () => {
  test.each([
    ['without a public address', ['--switch', 'app-1'], {}, 2, 'needs a public address'],
    ['with an id that is none', ['--tunnel', 'ngrok', '--switch', 'a b'], {}, 2, 'is not the id of an application'],
    ['without an API secret', SWITCH, { VONAGE_API_SECRET: '' }, 2, 'Set VONAGE_API_KEY and VONAGE_API_SECRET'],
    ['with a wrong API secret', SWITCH, { VONAGE_API_SECRET: 'wrong' }, 2, 'does not accept this API key'],
    ['for an unknown application', ['--tunnel', 'ngrok', '--switch', 'app-2'], {}, 2, 'no such application'],
    ['while Vonage can’t be reached', SWITCH, { VONAGE_API_URL: 'http://127.0.0.1:47' }, 1, 'can’t be reached'],
    ['for one without Messages', ['--tunnel', 'ngrok', '--switch', 'voice'], {}, 2, 'has no Messages capability'],
  ])('%s', async (_name, args, changed, code, words) => {
    const { fake, original, env } = await aScene();
    fake.add('voice', 'Calls only', '{"voice": {"webhooks": {}}}');
    const { child, ended, stderr } = spawnCli(['listen', '--port', '0', '--data', temporaryFolder(), ...args], {
      env: { ...env, ...changed },
    });
    child.stdout.resume();
    expect((await ended).code).toBe(code);
    expect(stderr()).toContain(words);
    expect(fake.own('app-1')).toBe(original);
  });

  test('while somebody else’s address waits for a decision', async () => {
    const { fake, env } = await aScene();
    const first = await startListener({ args: SWITCH, env });
    const url = await untilSwitched(first);
    await first.end('SIGKILL');
    const theirs = 'https://colleague.example/in';
    fake.edit('app-1', (text) => text.replace(`${url}/webhooks/inbound-message`, theirs));
    const again = spawnCli(['listen', '--port', '0', '--data', first.data, ...SWITCH], { env });
    again.child.stdout.resume();
    expect((await again.ended).code).toBe(1);
    expect(again.stderr()).toContain('restore --on-conflict theirs|original');
    const decided = await runCli(['restore', '--data', first.data, '--on-conflict', 'theirs'], { env });
    expect(decided.code).toBe(0);
    expect(fake.own('app-1')).toContain(theirs);
  });
});
