import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { describe, expect, onTestFinished, test } from 'vitest';

import { runCli } from '../support/cli.ts';
import type { FakeVonage } from '../support/fake-vonage.ts';
import { aHold, API_KEY, API_SECRET, startFakeVonage } from '../support/fake-vonage.ts';
import { addApplication, both, OLD_INBOUND, OUR_INBOUND } from '../support/switching.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PROCESS = fileURLToPath(new URL('../support/switch-process.ts', import.meta.url));
const APPLY = `apply ${JSON.stringify(both)}`;
const THEIRS = 'https://colleague.example/in';

interface Scene {
  readonly fake: FakeVonage;
  readonly original: string;
  readonly data: string;
  readonly env: NodeJS.ProcessEnv;
}

async function aScene(): Promise<Scene> {
  const fake = await startFakeVonage();
  addApplication(fake);
  const env = { ...process.env, VONAGE_API_URL: fake.url, VONAGE_API_KEY: API_KEY, VONAGE_API_SECRET: API_SECRET };
  return { fake, original: fake.own('app-1'), data: temporaryFolder(), env };
}

/** The app, in a process of its own. */
async function startApp({ data, env }: Scene) {
  const child = spawn(process.execPath, [PROCESS, data], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await closed;
  };
  onTestFinished(() => end('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => (await lines.next()).value;
  expect(await nextLine()).toBe('started');
  return { order: (line: string) => child.stdin.write(`${line}\n`), nextLine, end };
}

/** Starts the app again and waits until the application is as it was; then nothing of it may be left in the journal. */
async function expectRestored(scene: Scene, wanted = scene.original): Promise<void> {
  const again = await startApp(scene);
  await expect.poll(() => scene.fake.own('app-1'), { timeout: 30_000 }).toBe(wanted);
  await again.end('SIGTERM');
  const restored = await runCli(['restore', '--data', scene.data], { env: scene.env });
  expect(restored).toMatchObject({ code: 0 });
  expect(scene.fake.own('app-1')).toBe(wanted);
  expect((await runCli(['restore', '--data', scene.data], { env: scene.env })).stdout).toBe('Nothing is switched.\n');
}

type Step = readonly [what: string, method: 'GET' | 'PUT', when: 'before' | 'after', after: number];

const STEPS: readonly Step[] = [
  ['while it reads', 'GET', 'before', 0],
  ['before its change takes effect', 'PUT', 'before', 0],
  ['after its change has taken effect', 'PUT', 'after', 0],
  ['while it reads back', 'GET', 'before', 1],
];

const rename = (text: string): string => text.replace('Order updates', 'Renamed').replace('/answer"', '/answer2"');

describe('kill -9 while applying', () => {
  test.each(STEPS)('%s: the application ends as it began', async (_what, method, when, after) => {
    const scene = await aScene();
    // Never released: a request that was cut off before it took effect never does.
    scene.fake.next(method, aHold(when).fault, after);
    const app = await startApp(scene);
    const reached = scene.fake.reached(method === 'PUT' ? 2 : 1 + 2 * after);
    app.order(APPLY);
    await reached;
    await app.end('SIGKILL');
    await expectRestored(scene);
  });

  test('and its change takes effect only after the next start', async () => {
    const scene = await aScene();
    const { fault, release } = aHold('before');
    scene.fake.next('PUT', fault);
    const app = await startApp(scene);
    const reached = scene.fake.reached(2);
    app.order(APPLY);
    await reached;
    await app.end('SIGKILL');
    const looked = scene.fake.reached(1);
    const again = await startApp(scene);
    // It sees the old addresses, and must not believe that this is the end.
    await looked;
    release();
    await expect.poll(() => scene.fake.own('app-1'), { timeout: 30_000 }).toContain(OUR_INBOUND);
    await again.end('SIGTERM');
    await expectRestored(scene);
  });
});

describe('kill -9 once it is applied', () => {
  test('the next start puts everything back', async () => {
    const scene = await aScene();
    const app = await startApp(scene);
    app.order(APPLY);
    expect(await app.nextLine()).toBe('done');
    await app.end('SIGKILL');
    expect(scene.fake.own('app-1')).toContain(OUR_INBOUND);
    await expectRestored(scene);
  });

  test('so does the command line, and it says so', async () => {
    const scene = await aScene();
    const app = await startApp(scene);
    app.order(APPLY);
    expect(await app.nextLine()).toBe('done');
    const meanwhile = await runCli(['restore', '--data', scene.data], { env: scene.env });
    expect(meanwhile).toMatchObject({ code: 2, stderr: expect.stringContaining('Another Webhook Inspector is using') });
    await app.end('SIGKILL');
    const restored = await runCli(['restore', '--data', scene.data], { env: scene.env });
    expect(restored).toMatchObject({ code: 0, stdout: 'restored  Order updates (app-1)\n' });
    expect(scene.fake.own('app-1')).toBe(scene.original);
  });

  test('somebody else’s address is left, shown, and replaced only when asked to', async () => {
    const scene = await aScene();
    const { fake, data, env, original } = scene;
    const app = await startApp(scene);
    app.order(APPLY);
    expect(await app.nextLine()).toBe('done');
    await app.end('SIGKILL');
    fake.edit('app-1', (text) => text.replace(OUR_INBOUND, THEIRS));
    const shown = await runCli(['restore', '--data', data], { env });
    expect(shown.code).toBe(1);
    for (const part of ['NOT restored', 'messages.inbound_url', OLD_INBOUND, OUR_INBOUND, THEIRS]) {
      expect(shown.stdout).toContain(part);
    }
    expect(fake.own('app-1')).toBe(original.replace(OLD_INBOUND, THEIRS));
    const asked = await runCli(['restore', '--data', data, '--on-conflict', 'original'], { env });
    expect(asked.code).toBe(0);
    expect(fake.own('app-1')).toBe(original);
  });
});

describe('kill -9 while restoring', () => {
  test.each(STEPS)('%s: the application ends as it began', async (_what, method, when, after) => {
    const scene = await aScene();
    const app = await startApp(scene);
    app.order(APPLY);
    expect(await app.nextLine()).toBe('done');
    scene.fake.next(method, aHold(when).fault, after);
    const reached = scene.fake.reached(method === 'PUT' ? 2 : 1 + 2 * after);
    app.order('restore');
    await reached;
    await app.end('SIGKILL');
    await expectRestored(scene);
  });

  test('and somebody else’s change that came meanwhile stays', async () => {
    const scene = await aScene();
    const app = await startApp(scene);
    app.order(APPLY);
    expect(await app.nextLine()).toBe('done');
    scene.fake.next('PUT', aHold('before').fault);
    const reached = scene.fake.reached(2);
    app.order('restore');
    await reached;
    await app.end('SIGKILL');
    scene.fake.edit('app-1', rename);
    await expectRestored(scene, rename(scene.original));
  });
});

test('quitting puts everything back', async () => {
  const scene = await aScene();
  const app = await startApp(scene);
  app.order(APPLY);
  expect(await app.nextLine()).toBe('done');
  await app.end('SIGTERM');
  expect(scene.fake.own('app-1')).toBe(scene.original);
});

test('restore without anything to restore, and without a good secret', async () => {
  const scene = await aScene();
  const nothing = await runCli(['restore', '--data', `${scene.data}/none`], { env: scene.env });
  expect(nothing).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing is switched') });
  expect((await runCli(['restore', '--on-conflict', 'maybe'])).code).toBe(2);
  const app = await startApp(scene);
  app.order(APPLY);
  expect(await app.nextLine()).toBe('done');
  await app.end('SIGKILL');
  for (const secret of ['', 'wrong']) {
    const env = { ...scene.env, VONAGE_API_SECRET: secret };
    const refused = await runCli(['restore', '--data', scene.data], { env });
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('NOT restored  Order updates (app-1)') });
  }
  expect(scene.fake.own('app-1')).toContain(OUR_INBOUND);
});
