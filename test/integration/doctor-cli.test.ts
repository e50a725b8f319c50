import { describe, expect, test } from 'vitest';

import { runCli, startListener } from '../support/cli.ts';
import { API_KEY, API_SECRET, startFakeVonage } from '../support/fake-vonage.ts';
import { send } from '../support/http.ts';
import { addApplication, OLD_INBOUND } from '../support/switching.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Told {
  readonly checks: readonly { readonly name: string; readonly state: string; readonly sentence: string }[];
}

/** Each check's state by its name. */
const states = (stdout: string): Record<string, string> =>
  Object.fromEntries((JSON.parse(stdout) as Told).checks.map(({ name, state }) => [name, state]));

describe('doctor', () => {
  test('asks Vonage and looks at what has come, while the app runs', async () => {
    const fake = await startFakeVonage();
    addApplication(fake);
    const env = { VONAGE_API_URL: fake.url, VONAGE_API_KEY: API_KEY, VONAGE_API_SECRET: API_SECRET };
    const listener = await startListener({ env });
    await send(listener.url, { target: '/webhooks/inbound-message', body: '{}' });
    await listener.lines(1);
    const args = ['doctor', 'app-1', '--data', listener.data, '--public-url', 'https://hooks.example.com'];
    const told = await runCli([...args, '--json'], { env });
    expect(told.code).toBe(1);
    expect(states(told.stdout)).toMatchObject({
      receiver: 'pass',
      account: 'pass',
      application: 'pass',
      addresses: 'fail',
      method: 'pass',
      sms: 'pass',
      last: 'warn',
      source: 'unknown',
    });
    const words = await runCli(args, { env });
    expect(words.stdout).toContain(`FAIL       Addresses at Vonage: Not here: Inbound messages: ${OLD_INBOUND}`);
    expect(words.stdout + words.stderr).not.toContain(API_SECRET);
    await listener.end('SIGTERM');
    const ours = 'https://shop.example';
    fake.add(
      'app-2',
      'Ours',
      `{"messages": {"webhooks": {"inbound_url": {"address": "${ours}/webhooks/inbound-message"}, "status_url": {"address": "${ours}/webhooks/message-status"}}}}`,
    );
    const stopped = await runCli(['doctor', 'app-2', '--data', listener.data, '--public-url', ours, '--json'], { env });
    expect(stopped.code).toBe(1);
    expect(states(stopped.stdout)).toMatchObject({ receiver: 'fail', addresses: 'pass', method: 'unknown' });
  });

  test('without anything that could ask Vonage says so', async () => {
    const listener = await startListener();
    const told = await runCli(['doctor', '--data', listener.data, '--json'], { env: { VONAGE_API_KEY: '' } });
    expect(told.code).toBe(0);
    expect(states(told.stdout)).toMatchObject({ account: 'warn', application: 'unknown', last: 'unknown' });
  });

  test.each([
    ['a folder without data', () => ['doctor', '--data', temporaryFolder()], 'There is no data'],
    [
      'a public address that is none',
      (data: string) => ['doctor', '--data', data, '--public-url', 'ftp://x'],
      'http and https only',
    ],
    ['an application of nobody', (data: string) => ['doctor', 'app-1', '--data', data], 'VONAGE_API_KEY'],
  ])('refuses %s', async (_name, args, words) => {
    const listener = await startListener();
    const refused = await runCli(args(listener.data), { env: { VONAGE_API_KEY: '' } });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(words);
  });
});
