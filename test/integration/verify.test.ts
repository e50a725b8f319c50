import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { runCli, startListener } from '../support/cli.ts';
import { send } from '../support/http.ts';
import { bodyOfVector, vectors } from '../support/signature-vectors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECRET = 'verify-cli-signature-secret-0001-x';
const SIGNER = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: 'app' };

function fileWith(body: Uint8Array | string): string {
  const file = join(temporaryFolder(), 'body');
  writeFileSync(file, body);
  return file;
}

const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('verify of a token', () => {
  test.each(['valid-inbound-sms', 'invalid-wrong-secret', 'invalid-trailing-newline', 'invalid-alg-none'])(
    '%s ends as it should',
    async (id) => {
      const vector = vectors.jwt.find((candidate) => candidate.id === id);
      if (vector === undefined) throw new Error('no such vector');
      const token = vector.request.headers['Authorization']?.replace('Bearer ', '') ?? '';
      const secret = vector.config.secrets['a1b2c3d4'] ?? '';
      const args = ['--token', token, '--body', fileWith(bodyOfVector(vector.request)), '--secret-env', 'MY_SECRET'];
      const env = { MY_SECRET: secret };
      const ended = await runCli(['verify', ...args, '--now', String(vector.now), '--json'], { env });
      expect(ended.code).toBe(vector.expect === 'valid' ? 0 : 1);
      expect(parse(ended.stdout)).toMatchObject({
        verdict: vector.expect === 'valid' ? 'verified' : 'failed',
        reason: vector.reason,
      });
      expect(ended.stdout + ended.stderr).not.toContain(secret);
    },
  );

  test('takes age for a finding, and prints every step', async () => {
    const token = signJwt(Buffer.from('{}'), SIGNER, 1_736_933_400);
    const args = ['verify', '--token', token, '--body', fileWith('{}'), '--secret-env', 'S', '--now', '1800000000'];
    const { code, stdout } = await runCli(args, { env: { S: SECRET } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^verified\n/);
    expect(stdout).toMatch(/^ {2}! .*over the limit/m);
    expect(stdout.match(/^ {2}✓ /gm)).toHaveLength(11);
  });

  test.each([
    ['nothing', []],
    ['a token alone', ['--token', 'a.b.c']],
    ['a body that is not there', ['--token', 'a.b.c', '--body', '/nowhere/x', '--secret-env', 'S']],
    ['a secret that is not set', ['--token', 'a.b.c', '--body', '/dev/null', '--secret-env', 'NOT_SET_AT_ALL']],
    ['a time that is none', ['--token', 'a.b.c', '--body', '/dev/null', '--secret-env', 'S', '--now', 'today']],
    ['an id that is none', ['zero']],
    ['two ids', ['1', '2']],
    ['an id and a token', ['1', '--token', 'a.b.c', '--body', '/dev/null', '--secret-env', 'S']],
    ['an account that is none', ['1', '--account', 'nonsense']],
  ])('ends with 2 for %s', async (_name, args) => {
    const { code, stdout, stderr } = await runCli(['verify', '--data', temporaryFolder(), ...args], {
      env: { S: SECRET },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^.+\n$/);
    expect(stderr).not.toContain(SECRET);
  });
});

test('listen verifies with the secrets of its environment, and verify explains what it has stored', async () => {
  const listener = await startListener({
    args: ['--account', 'e5f6a7b8:OTHER_SECRET'],
    env: { WEBHOOK_INSPECTOR_SECRET: SECRET, OTHER_SECRET: 'the-other-secret-of-the-second-key' },
  });
  const body = '{"a":1}';
  const post = (signer: typeof SIGNER): Promise<unknown> => {
    const token = signJwt(Buffer.from(body), signer, Math.floor(Date.now() / 1_000));
    return send(listener.url, { headers: { authorization: `Bearer ${token}` }, body });
  };
  await post(SIGNER);
  await post({ ...SIGNER, apiKey: 'e5f6a7b8', secret: 'the-other-secret-of-the-second-key' });
  await post({ ...SIGNER, apiKey: 'e5f6a7b8' });
  const lines = await listener.lines(3);
  expect(lines[0]).toContain('verified');
  expect(lines[1]).toContain('verified');
  expect(lines[2]).toContain('failed (bad_signature)');
  const { code } = await listener.end('SIGTERM');
  expect(code).toBe(0);
  expect(listener.stderr()).not.toContain(SECRET);

  const env = { WEBHOOK_INSPECTOR_SECRET: SECRET };
  const good = await runCli(['verify', '--data', listener.data, '1'], { env });
  expect({ code: good.code, first: good.stdout.split('\n')[0] }).toEqual({ code: 0, first: 'verified' });
  const bad = await runCli(['verify', '--data', listener.data, '3', '--account', 'e5f6a7b8:OTHER'], {
    env: { ...env, OTHER: 'the-other-secret-of-the-second-key' },
  });
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/^Cause: It was signed with the secret of the account “default”/m);
  expect((await runCli(['verify', '--data', listener.data, '99'], { env })).code).toBe(2);

  const exported = await runCli(['export', '--data', listener.data]);
  expect(
    exported.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => parse(line)),
  ).toMatchObject([
    { verdict: 'verified', reason: null },
    { verdict: 'verified', reason: null },
    { verdict: 'failed', reason: 'bad_signature' },
  ]);
});
