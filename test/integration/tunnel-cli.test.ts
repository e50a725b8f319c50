import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { spawnCli, startListener } from '../support/cli.ts';
import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NGROK = ['--tunnel', 'ngrok'];
const LISTEN = ['listen', '--port', '0', '--data'];

test('listen --tunnel ngrok prints its public address, and webhooks to it', async () => {
  const edge = await TestEdge.start();
  const env = { ...edge.environment, NGROK_AUTHTOKEN: edge.token };
  const listener = await startListener({ args: [...NGROK, '--domain', 'mine.ngrok.app'], env });
  const [line = ''] = await listener.lines(1);
  const url = /^online (http\S+)$/.exec(line)?.[1] ?? '';
  expect(edge.endpoints).toEqual(['mine.ngrok.app']);
  await send(url, { target: '/webhooks/inbound-message', body: '{}' });
  expect((await listener.lines(1))[0]).toContain('Not a known webhook');
  expect(stored(listener.data).map(({ via }) => via)).toEqual(['tunnel']);
  const { code, stderr } = await listener.end('SIGTERM');
  expect(code).toBe(0);
  expect(stderr).not.toContain(edge.token);
  await edge.until(() => edge.sessions.length === 0);
});

test('nothing is left at the edge after kill -9', async () => {
  const edge = await TestEdge.start();
  const listener = await startListener({ args: NGROK, env: { ...edge.environment, NGROK_AUTHTOKEN: edge.token } });
  await listener.lines(1);
  expect(edge.sessions).toHaveLength(1);
  await listener.end('SIGKILL');
  await edge.until(() => edge.sessions.length === 0);
});

describe('listen ends with', () => {
  test('1 and the reason where ngrok refuses', async () => {
    const edge = await TestEdge.start();
    const env = { ...edge.environment, NGROK_AUTHTOKEN: 'a-wrong-authtoken' };
    const { child, ended, stderr } = spawnCli([...LISTEN, temporaryFolder(), ...NGROK], { env });
    child.stdout.resume();
    expect((await ended).code).toBe(1);
    expect(stderr()).toContain('ERR_NGROK_105');
    expect(stderr()).not.toContain('a-wrong-authtoken');
  });

  test.each([
    ['without an authtoken', NGROK],
    ['for another tunnel', ['--tunnel', 'other']],
    ['for a domain alone', ['--domain', 'a.example']],
    ['for two tunnels', [...NGROK, '--public-url', 'https://a.example']],
    ['for an address that is none', ['--public-url', 'mailto:a@example.com']],
  ])('2 %s', async (_name, args) => {
    const { child, ended, stderr } = spawnCli([...LISTEN, temporaryFolder(), ...args], {
      env: { NGROK_AUTHTOKEN: '' },
    });
    child.stdout.resume();
    expect((await ended).code).toBe(2);
    expect(stderr()).toMatch(/^.+\.\n$/);
  });
});

test('with --json the lines stay objects, and stderr tells the address', async () => {
  const edge = await TestEdge.start();
  const env = { ...edge.environment, NGROK_AUTHTOKEN: edge.token };
  const listener = await startListener({ args: ['--json', ...NGROK], env });
  while (!listener.stderr().includes('tunnel online at ')) await once(listener.child.stderr, 'data');
  await send(listener.url, { body: '{}' });
  const [line = ''] = await listener.lines(1);
  expect(JSON.parse(line)).toMatchObject({ via: 'local' });
});
