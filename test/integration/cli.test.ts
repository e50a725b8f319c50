import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { lockFolder } from '../../main/store/folder-lock.ts';
import { HEADLESS, runCli, spawnCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import type { Fixture } from '../support/fixtures.ts';
import { send } from '../support/http.ts';
import { closedPort } from '../support/raw-target.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const parse = (line: string): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>;
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

async function sendAll(url: string, sent: readonly Fixture[]): Promise<void> {
  for (const fixture of sent) {
    const { method, headers } = fixture;
    expect((await send(url, { method, target: targetOf(fixture), headers, body: bodyOf(fixture) })).status).toBe(200);
  }
}

/** What the issue promises of every line, and may only grow. */
const PROMISED = [
  'id',
  'receivedAt',
  'method',
  'path',
  'query',
  'headers',
  'bodyBase64',
  'api',
  'kind',
  'channel',
  'messageId',
  'from',
  'to',
  'status',
  'verdict',
  'via',
  'answerStatus',
  'answerRule',
];

describe('listen', () => {
  test('says first where it listens', async () => {
    const listener = await startListener();
    expect(listener.firstLine).toMatch(/^listening http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect((await send(listener.url, {})).status).toBe(200);
  });

  test('does not pretend to forward to itself', async () => {
    const port = await closedPort();
    const args = ['--port', String(port), '--data', temporaryFolder(), '--forward', `http://localhost:${port}/in`];
    const { code, stderr } = await runCli(['listen', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('This is the address of the receiver itself')]);
  });

  test('listens on the port that it was given', async () => {
    const free = createServer();
    free.listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const listener = await startListener({ args: ['--port', String(port)] });
    expect(listener.firstLine).toBe(`listening http://127.0.0.1:${port}`);
  });

  test('prints a line a webhook, in the order in which they came', async () => {
    const listener = await startListener();
    const messages = ['first', 'second', 'third'].map((text) => ({
      target: '/webhooks/inbound-message',
      body: JSON.stringify({
        channel: 'sms',
        message_uuid: `id-${text}`,
        from: '447700900001',
        to: '447700900000',
        message_type: 'text',
        text,
      }),
    }));
    for (const message of messages) await send(listener.url, message);
    const lines = await listener.lines(3);
    expect(lines.map((line) => /first|second|third/.exec(line)?.[0])).toEqual(['first', 'second', 'third']);
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}Inbound message {2}sms {2}447700900001 → 447700900000 {2}first {2}id-first$/,
    );
  });

  test('keeps a hostile text on its line, without control characters', async () => {
    const listener = await startListener();
    const text = 'a\nb\r\u001b[31mred\u0000\u2028c\u009b31m';
    await send(listener.url, {
      body: JSON.stringify({ channel: 'sms', message_uuid: 'm', message_type: 'text', text }),
    });
    await send(listener.url, { target: '/next', body: '{"message_uuid":"next","channel":"sms","status":"read"}' });
    const [hostile = '', next] = await listener.lines(2);
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(hostile).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(hostile).toContain('red');
    expect(next).toContain('next');
  });

  test('prints with --json the very lines that an export has', async () => {
    const listener = await startListener({ args: ['--json'] });
    await sendAll(listener.url, fixtures.slice(0, 40));
    const lines = await listener.lines(40);
    const exported = await runCli(['export', '--data', listener.data, '--format', 'jsonl']);
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    expect(lines).toEqual(linesOf(exported.stdout));
    for (const line of lines) expect(Object.keys(parse(line))).toEqual(expect.arrayContaining(PROMISED));
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, also while webhooks come', async (signal) => {
    const listener = await startListener();
    const sending = Promise.allSettled(Array.from({ length: 100 }, (_, n) => send(listener.url, { body: String(n) })));
    await listener.lines(1);
    expect(await listener.end(signal)).toMatchObject({ code: 0, signal: null });
    const answers = await sending;
    const acknowledged = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200);
    const exported = await runCli(['export', '--data', listener.data]);
    expect(linesOf(exported.stdout).length).toBeGreaterThanOrEqual(acknowledged.length);
    expect(acknowledged.length).toBeGreaterThan(0);
  });

  test.skipIf(process.platform === 'win32')('ends with the shell that npm has started it from', async () => {
    const data = temporaryFolder();
    // As npm does it: below a shell, which it alone ends on SIGTERM.
    const command = ['-c', '"$0" "$@"; true', process.execPath, HEADLESS, 'listen', '--port', '0', '--data', data];
    const shell = spawn('sh', command, { env: { ...process.env, npm_lifecycle_event: 'cli' } });
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const [, url = ''] = /listening (\S+)/.exec(line.toString()) ?? [];
    expect((await send(url, {})).status).toBe(200);
    shell.kill('SIGTERM');
    await once(shell.stdout.resume(), 'close');
    lockFolder(data).close();
    await expect(send(url, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('does not take a folder that another one has, and says so', async () => {
    const first = await startListener();
    const second = await runCli(['listen', '--port', '0', '--data', first.data]);
    expect(second).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `Another Webhook Inspector is using the data folder ${first.data}. Close it first, or choose another folder with --data.\n`,
    });
    expect((await send(first.url, {})).status).toBe(200);
  });

  test('takes the next port where its own is taken, and says so', async () => {
    const first = await startListener();
    const second = await startListener({ args: ['--port', String(first.port)] });
    expect(second.port).toBeGreaterThan(first.port);
    expect((await second.end('SIGTERM')).stderr).toContain(`port ${first.port} is taken, so it is ${second.port}`);
  });

  test('answers Vonage while nobody reads its lines, and prints them all later', async () => {
    const listener = await startListener({ args: ['--json'] });
    listener.child.stdout.pause();
    const body = JSON.stringify({ message_uuid: 'm', channel: 'sms', status: 'read', note: 'x'.repeat(20_000) });
    for (let sent = 0; sent < 100; sent += 1) expect((await send(listener.url, { body })).status).toBe(200);
    listener.child.stdout.resume();
    const lines = await listener.lines(100);
    expect(lines.map((line) => parse(line)['id'])).toEqual(lines.map((_, index) => index + 1));
  });

  test('ends quietly when its reader has seen enough', async () => {
    const listener = await startListener();
    listener.child.stdout.destroy();
    const closed = once(listener.child, 'close');
    // The first line that has no reader ends it; until then it goes on receiving.
    while (listener.child.exitCode === null) await send(listener.url, {}).catch(() => closed);
    expect([listener.stderr(), await closed]).toEqual(['', [0, null]]);
  });
});

describe('export', () => {
  test('has the bytes, the headers and the address of every webhook, oldest first', async () => {
    const { url, folder, indexed } = await startCore();
    await sendAll(url, fixtures);
    await indexed(fixtures.length);
    const { code, stdout } = await runCli(['export', '--data', folder, '--format', 'jsonl']);
    expect(code).toBe(0);
    const records = linesOf(stdout).map(parse);
    expect(records.map(({ id }) => id)).toEqual(fixtures.map((_, index) => index + 1));
    fixtures.forEach((fixture, index) => {
      const record = records[index] ?? {};
      const [path, query = ''] = targetOf(fixture).split('?');
      expect(record).toMatchObject({ method: fixture.method, path, query, via: 'local', answerStatus: 200 });
      expect(Buffer.from(String(record['bodyBase64']), 'base64').equals(bodyOf(fixture))).toBe(true);
      expect(record['headers']).toEqual(expect.arrayContaining(Object.entries(fixture.headers)));
    });
  });

  test('works while the app is running, and has what the index has not seen yet', async () => {
    const { url, folder } = await startCore();
    for (let sent = 1; sent <= 5; sent += 1) {
      await send(url, { body: String(sent) });
      expect(linesOf((await runCli(['export', '--data', folder])).stdout)).toHaveLength(sent);
    }
  });

  const FILTERS = [
    'delivered',
    'whatsapp read',
    'no-such-word-anywhere',
    'kind:status channel:whatsapp -status:read',
    'is:duplicate',
    'or(error:13*, api:voice) not(is:problem)',
    'contains:"\\"text\\":"',
  ];
  test.each(FILTERS)('with --filter %j has just what the list has', async (filter) => {
    const { core, url, folder, indexed } = await startCore();
    await sendAll(url, fixtures);
    await indexed(fixtures.length);
    const { stdout } = await runCli(['export', '--data', folder, '--filter', filter]);
    const { ids } = await core.reader.call('ids', { view: 'all', filter: filter, after: 0 });
    expect(linesOf(stdout).map((line) => parse(line)['id'])).toEqual(Array.from(ids));
  });

  test('with a filter that cannot be read says what is wrong and where', async () => {
    const { folder } = await startCore();
    expect(await runCli(['export', '--data', folder, '--filter', 'kind:status sig:perhaps'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^The filter can’t be read at character 17: There is no sig:perhaps\. Known: verified, failed, unsigned, .*\n$/,
      ) as string,
    });
  });

  test('leaves out what was removed, and has it again when that is undone', async () => {
    const { core, url, folder } = await startCore();
    for (const body of ['1', '2', '3']) await send(url, { body });
    const exportedIds = async (): Promise<unknown[]> =>
      linesOf((await runCli(['export', '--data', folder])).stdout).map((line) => parse(line)['id']);
    const removal = core.remove([2]);
    expect(await exportedIds()).toEqual([1, 3]);
    core.restore(removal);
    expect(await exportedIds()).toEqual([1, 2, 3]);
  });

  test('ends quietly when its reader has seen enough', async () => {
    const { url, folder, core } = await startCore();
    await Promise.all(Array.from({ length: 50 }, () => send(url, { body: Buffer.alloc(100_000) })));
    await core.close();
    expect(await startHead(folder)).toEqual({ code: 0, signal: null, stderr: '' });
  });

  test('of a folder without webhooks says so', async () => {
    const folder = temporaryFolder();
    expect(await runCli(['export', '--data', folder])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `There is no webhook history in ${folder}.\n`,
    });
  });
});

/** `export | head -1`: reads the first piece and closes the pipe. */
async function startHead(folder: string) {
  const { child, ended, stderr } = spawnCli(['export', '--data', folder]);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  return { ...(await ended), stderr: stderr() };
}

describe('a command that cannot be carried out', () => {
  test.each([
    [['fly'], 'There is no command "fly". Try: npm run -s cli -- help\n'],
    [['export', '--format', 'xml'], 'There is no export format "xml". The one there is: jsonl\n'],
    [['listen', '--port', 'high'], '"high" is not a port. Give a number from 0 to 65535; 0 picks a free one.\n'],
  ])('%j ends with 2 and a sentence', async (args, stderr) => {
    expect(await runCli([...args, '--data', temporaryFolder()])).toEqual({ code: 2, signal: null, stdout: '', stderr });
  });

  test('an unknown flag ends with 2 and where to look', async () => {
    const ended = await runCli(['listen', '--prot', '1']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/'--prot'.* Try: npm run -s cli -- help\n$/s);
  });

  test('a folder that cannot be made ends with 2 and a sentence', async () => {
    const ended = await runCli(['listen', '--port', '0', '--data', '/dev/null/data']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^The data folder \/dev\/null\/data can't be made\. Choose another one with --data\./);
  });
});

test('help says what there is', async () => {
  const { code, stdout, stderr } = await runCli(['help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of ['listen', 'export', '--port', '--json', '--data', '--format', '--filter'])
    expect(stdout).toContain(word);
});

test('port and folder may come from the environment', async () => {
  const data = temporaryFolder();
  const first = await startListener({ data });
  const env = { WEBHOOK_INSPECTOR_DATA: data, WEBHOOK_INSPECTOR_PORT: '0' };
  expect((await runCli(['listen'], { env })).stderr).toContain(`using the data folder ${data}`);
  await first.end('SIGTERM');
  expect((await runCli(['export'], { env })).code).toBe(0);
});
