import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { deliveriesOf } from '../support/deliveries.ts';
import { send } from '../support/http.ts';
import { startRawTarget } from '../support/raw-target.ts';
import { stored } from '../support/stored.ts';
import { targetFields } from '../support/targets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inbound } from '../support/webhooks.ts';

const SECRET = 'send-cli-signature-secret-0001-xyz';
const EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/simulate.md', import.meta.url), 'utf8'));
const ACCOUNT = ['--account', 'a1b2c3d4:S:sha256'];
const env = { S: SECRET };

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'scenario.yaml');
  writeFileSync(file, text);
  return file;
}

const parse = (line: string): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>;

describe('send to the receiver', () => {
  test('runs the example of the documentation: verified, marked as simulated, without our key', async () => {
    const listener = await startListener({ args: [...ACCOUNT, '--json'], env });
    const file = fileWith(EXAMPLE?.[1] ?? '');
    const args = ['send', file, '--to', 'receiver', '--data', listener.data, ...ACCOUNT, '--seed', '3'];
    const { code, stdout, stderr } = await runCli(args, { env });
    expect(stderr).toBe('scrambled with --seed 3\n');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.every((line) => /^200 +\d+ ms {2}/.test(line))).toBe(true);
    expect(stdout).toContain('(sent again)');
    const received = (await listener.lines(6)).map(parse);
    expect(received.map(({ verdict, via }) => [verdict, via])).toEqual(received.map(() => ['verified', 'simulator']));
    expect(received.map(({ status }) => status)).toContain('submitted');
    await listener.end('SIGTERM');
    expect(
      stored(listener.data)
        .map(({ rawHeaders }) => rawHeaders.join())
        .join(),
    ).not.toMatch(/inspector/i);
  });

  test('needs a running app, and says so', async () => {
    const { code, stderr } = await runCli([
      'send',
      fileWith('steps: [{ send: voice/transfer }]'),
      '--to',
      'receiver',
      '--data',
      temporaryFolder(),
    ]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^No app is running on /)]);
  });

  test('marks nothing that comes with a wrong key', async () => {
    const { url, folder } = await startCore();
    await send(url, { ...inbound(), headers: { 'X-Webhook-Inspector-Simulator': 'guessed' } });
    expect(stored(folder)).toMatchObject([{ via: 'local', rawHeaders: expect.arrayContaining(['guessed']) }]);
  });
});

describe('send to an address', () => {
  test('keeps the webhook’s own path, or takes the address’s', async () => {
    const { url, folder } = await startCore();
    const file = fileWith('steps:\n- { send: sms/inbound-sms, type: text }\n- { send: voice/transfer }');
    for (const to of [url, `${url}/?tenant=6`, `${url}/mine?tenant=7`]) {
      expect(await runCli(['send', file, '--to', to, '--unsigned', '--json'])).toMatchObject({ code: 0 });
    }
    expect(stored(folder).map(({ method, target }) => `${method} ${target.replace(/=\d.*/, '=…')}`)).toEqual([
      'GET /webhooks/inbound-sms?msisdn=…',
      'POST /webhooks/event',
      'GET /webhooks/inbound-sms?msisdn=…',
      'POST /webhooks/event?tenant=…',
      'GET /mine?tenant=…',
      'POST /mine?tenant=…',
    ]);
  });

  test('takes a saved target by its name, and does as it is set', async () => {
    const app = await startRawTarget();
    const { core, folder } = await startCore();
    core.deliveries.saveTarget(
      null,
      targetFields({ name: 'My App', url: app.url, path: 'own', headers: [['X-Mine', '1']] }),
    );
    const file = fileWith('steps: [{ send: voice/transfer }]');
    expect(await runCli(['send', file, '--to', 'my app', '--data', folder])).toMatchObject({ code: 0 });
    await app.received(1);
    const [request] = app.requests;
    expect(request?.head).toMatch(/^POST \/ HTTP/);
    expect(request?.head).toMatch(/X-Mine: 1\r\nX-Webhook-Inspector-Delivery: simulate\r\n/);
    expect(await runCli(['send', file, '--to', 'yours', '--data', folder])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^"yours" is neither an address .*; the data folder has "My App"\.\n$/),
    });
  });

  test('keeps its deliveries in the data folder that is named, unless the app has it', async () => {
    const app = await startRawTarget();
    const running = await startCore();
    const file = fileWith('steps: [{ send: voice/transfer }, { send: voice/transfer }]');
    const args = ['send', file, '--to', app.url, '--json', '--data', running.folder];
    const beside = await runCli(args);
    expect([beside.code, beside.stderr]).toEqual([
      0,
      'The app is using this data folder, so these deliveries are not kept there.\n',
    ]);
    expect(beside.stdout.split('\n').slice(0, -1).map(parse)).toMatchObject([{ delivery: null }, { delivery: null }]);
    await running.core.close();

    const alone = await runCli(args);
    expect([alone.code, alone.stderr]).toEqual([0, '']);
    expect(alone.stdout.split('\n').slice(0, -1).map(parse)).toMatchObject([{ delivery: 1 }, { delivery: 2 }]);
    expect(app.requests).toHaveLength(4);
    const again = await startCore({ data: running.folder });
    expect(deliveriesOf(again)).toMatchObject([
      { id: 1, webhookId: null, way: 'simulate', status: 200, state: 'answered' },
      { id: 2, webhookId: null, way: 'simulate', status: 200, state: 'answered' },
    ]);
    expect(Buffer.from(again.core.deliveries.get(2)?.requestBody ?? [])).toEqual(app.requests[3]?.body);
  });

  test('makes no data folder', async () => {
    const app = await startRawTarget();
    const data = join(temporaryFolder(), 'none');
    const file = fileWith('steps: [{ send: voice/transfer }]');
    expect(await runCli(['send', file, '--to', app.url, '--data', data])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(data)).toBe(false);
  });

  test('tells where no answer comes', async () => {
    const { url, core } = await startCore();
    await core.receiver.close();
    const { code, stdout } = await runCli(['send', fileWith('steps: [{ send: voice/transfer }]'), '--to', url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^--- +\d+ ms {2}Call transfer .* Connection refused: nothing listens on 127\.0\.0\.1:\d+\.\n$/,
    );
  });

  test('sends a stored webhook again: the same text, signed now', async () => {
    const { url, folder, core } = await startCore();
    await send(url, inbound({ text: 'first' }));
    const args = ['send', '--from', folder, '1', '--to', url, ...ACCOUNT];
    expect(await runCli(args, { env })).toMatchObject({ code: 0 });
    const [first, again] = stored(folder);
    expect(Buffer.from(again?.body ?? []).equals(first?.body ?? new Uint8Array())).toBe(true);
    expect(again?.target).toBe('/webhooks/inbound-message');
    expect(again?.rawHeaders.join()).toMatch(/authorization,Bearer ey/i);
    expect(core.receiver.port).toBeGreaterThan(0);
  });
});

test.each([
  ['nothing', []],
  ['no destination', ['x.yaml']],
  ['a destination that is none', ['x.yaml', '--to', 'ftp://x']],
  ['a file that is not there', ['/nowhere/x.yaml', '--to', 'http://127.0.0.1:9']],
  ['a seed that is none', ['x.yaml', '--to', 'http://127.0.0.1:9', '--seed', 'luck']],
  ['an id that is none', ['--from', '/nowhere', 'x', '--to', 'http://127.0.0.1:9']],
])('send with %s is refused in a sentence', async (_name, args) => {
  const { code, stdout, stderr } = await runCli(['send', ...args]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^[A-Z"/].+\.\n$/);
});

test('a scenario that is wrong is refused before anything is sent', async () => {
  const { url, folder } = await startCore();
  const file = fileWith('steps:\n  - send: voice/transfer\n  - wait: soon');
  const { code, stderr } = await runCli(['send', file, '--to', url]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^Line 3, column 11: This is not a time/)]);
  expect(stored(folder)).toEqual([]);
});
