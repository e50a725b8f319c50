import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECRET = 'verify-test-secret-0001-not-a-real-secret';
const HEADLESS = new URL('../../main/headless.ts', import.meta.url).pathname;

function verify(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [HEADLESS, 'verify', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function withFile(body: Uint8Array): string {
  const file = join(temporaryFolder(), 'body');
  writeFileSync(file, body);
  return file;
}

test('a token over these bytes is verified with exit 0, and its age is a finding', () => {
  const body = Buffer.from('{"message_uuid":"a"}');
  const token = signJwt(body, { secret: SECRET, apiKey: 'k', applicationId: 'a' }, 1_736_933_400);
  const given = ['--token', token, '--body', withFile(body), '--secret-env', 'S', '--json'];
  const result = verify([...given, '--now', '1736933460'], { S: SECRET });
  expect(result.status).toBe(0);
  expect(JSON.parse(result.stdout)).toMatchObject({ verdict: 'verified', reason: null, causes: [] });

  const old = verify([...given, '--now', '1836933460'], { S: SECRET });
  expect(old.status).toBe(0);
  expect(old.stdout).toContain('"state":"finding"');
});

test('a body that a proxy wrote anew fails with exit 1, and the cause is named', () => {
  const body = Buffer.from('{"message_uuid":"a","status":"read"}');
  const token = signJwt(body, { secret: SECRET, apiKey: 'k', applicationId: 'a' }, 1_736_933_400);
  const pretty = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2));
  const result = verify(['--token', token, '--body', withFile(pretty), '--secret-env', 'S', '--now', '1736933400'], {
    S: SECRET,
  });
  expect(result.status).toBe(1);
  expect(result.stdout).toMatch(/^failed: payload_hash_mismatch\n/);
  expect(result.stdout).toMatch(/Cause: /);
  expect(result.stdout + result.stderr).not.toContain(SECRET);
});

test.each([
  ['a missing id', [], {}],
  ['an id that nobody has', ['7'], { S: SECRET }],
  ['an empty secret', ['--token', 'x', '--body', '/dev/null', '--secret-env', 'S'], {}],
  ['a missing file', ['--token', 'x', '--body', '/no/such/file', '--secret-env', 'S'], { S: SECRET }],
  ['a bad time', ['--token', 'x', '--body', '/dev/null', '--secret-env', 'S', '--now', 'soon'], { S: SECRET }],
])('%s ends with exit 2 and a sentence', (_name, args, env) => {
  const { status, stderr } = verify(['--data', temporaryFolder(), ...args], env);
  expect(status).toBe(2);
  expect(stderr).toMatch(/\.\n$/);
  expect(stderr).not.toContain('    at ');
});

test('stored webhooks are verified by the secret of the key that their token names', async () => {
  const { url, folder, indexed } = await startCore();
  const body = '{"message_uuid":"own","status":"read"}';
  const token = signJwt(Buffer.from(body), { secret: SECRET, apiKey: 'own-key', applicationId: 'a' }, 1_736_933_400);
  await send(url, { target: '/webhooks/message-status', headers: { authorization: `Bearer ${token}` }, body });
  const id = 1;
  await indexed(id);

  expect(verify(['--data', folder, String(id), '--account', 'own-key:S'], { S: SECRET }).status).toBe(0);
  expect(verify(['--data', folder, String(id), '--account', 'other:S'], { S: SECRET }).stdout).toMatch(
    /^no-secret: unknown_api_key/,
  );
  expect(verify(['--data', folder, String(id), '--account', 'own-key:S'], { S: `${SECRET}!` }).stdout).toMatch(
    /^failed: bad_signature/,
  );
});
