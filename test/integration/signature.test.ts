import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Core } from '../../main/core.ts';
import { signJwt } from '../../main/signature/sign-jwt.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { bodyOfVector, vectors } from '../support/signature-vectors.ts';

const SECRET = 'integration-signature-secret-0001';
const SIGNER = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: 'app' };
const now = (): number => Math.floor(Date.now() / 1_000);

async function addAccount(core: Core, apiKey: string | null, secret: string | null, label = 'Mine'): Promise<number> {
  const id = await core.accounts.change((accounts) =>
    accounts.save(null, { label, apiKey, smsMethod: null, applicationIds: [] }),
  );
  if (secret !== null) await addSecret(core, id, secret);
  return id;
}

async function addSecret(core: Core, account: number, text: string): Promise<void> {
  await core.accounts.change((accounts) => accounts.setSecret({ account, use: 'signature', label: 'current', text }));
}

function post(url: string, body: string, authorization: string | null = null) {
  return send(url, {
    target: '/webhooks/inbound-message',
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    body,
  });
}

const postSigned = (url: string, body: string, signer = SIGNER, at = now()) =>
  post(url, body, `Bearer ${signJwt(Buffer.from(body), signer, at)}`);

async function verdicts({ core }: TestCore): Promise<(string | null)[][]> {
  const { ids } = await core.reader.call('ids', { view: 'all', filter: '', after: 0 });
  const rows = await core.reader.call('rows', [...ids]);
  return rows.map(({ verdict, reason }) => [verdict, reason]);
}

async function rechecked(core: Core): Promise<void> {
  while (core.state().recheck !== null) await once(core.events, 'progress');
}

function verdictOf(reason: string | null): string {
  if (reason === null) return 'verified';
  if (reason === 'missing_authorization') return 'unsigned';
  return reason === 'unknown_api_key' ? 'no-secret' : 'failed';
}

/** What of a vector does not depend on a clock: over HTTP the time of capture is now. */
const TIMELY = /^(?:iat_|expired|not_yet|timestamp)/;

test('the vectors, posted, get their verdict and reason', async () => {
  const running = await startCore();
  const { core, url } = running;
  for (const [apiKey, secret] of Object.entries(vectors.jwt[0]?.config.secrets ?? {})) {
    const id = await core.accounts.change((accounts) =>
      accounts.save(null, {
        label: apiKey,
        apiKey,
        smsMethod: null,
        applicationIds: [vectors.jwt[0]?.config.application_id ?? ''],
      }),
    );
    await addSecret(core, id, secret);
  }
  const sent = vectors.jwt.filter(
    ({ reason, config }) => config.require_payload_hash && !TIMELY.test(reason ?? '') && reason !== 'wrong_application',
  );
  for (const { request } of sent) {
    const { method, path: target, headers } = request;
    await send(url, { method, target, headers, body: bodyOfVector(request) });
  }
  await running.indexed(sent.length);
  expect(sent.length).toBeGreaterThan(30);
  expect(await verdicts(running)).toEqual(sent.map(({ reason }) => [verdictOf(reason), reason]));
});

describe('the history', () => {
  test('is checked again when a secret comes, changes or goes, and after a restart nothing is left to do', async () => {
    const running = await startCore();
    const { core, url } = running;
    for (let index = 0; index < 300; index += 1) await postSigned(url, `{"n":${index}}`);
    await post(url, '{}');
    await running.indexed(301);
    expect(new Set((await verdicts(running)).map(([verdict]) => verdict))).toEqual(new Set(['no-secret', 'unsigned']));

    const account = await addAccount(core, SIGNER.apiKey, 'not the right one');
    await rechecked(core);
    expect((await verdicts(running))[0]).toEqual(['failed', 'bad_signature']);

    await addSecret(core, account, SECRET);
    await rechecked(core);
    const all = await verdicts(running);
    expect(all.slice(0, 300).every(([verdict, reason]) => verdict === 'verified' && reason === null)).toBe(true);
    expect(all.at(-1)).toEqual(['unsigned', 'missing_authorization']);

    await core.accounts.change((accounts) => accounts.remove(account));
    await rechecked(core);
    expect((await verdicts(running))[0]).toEqual(['no-secret', 'unknown_api_key']);
  });

  test('has new webhooks verified while it is checked again', async () => {
    const running = await startCore();
    for (let index = 0; index < 400; index += 1) await postSigned(running.url, `{"n":${index}}`);
    await running.indexed(400);
    await addAccount(running.core, null, SECRET);
    await postSigned(running.url, '{"n":"new"}');
    await running.indexed(401);
    expect((await verdicts(running)).at(-1)).toEqual(['verified', null]);
    await rechecked(running.core);
    expect((await verdicts(running)).every(([verdict]) => verdict === 'verified')).toBe(true);
  });

  test('keeps its verdicts where a secret can’t be opened this time', async () => {
    const first = await startCore();
    await addAccount(first.core, null, null);
    await first.core.chooseVault('file');
    await addSecret(first.core, 1, SECRET);
    await postSigned(first.url, '{}');
    await first.indexed(1);
    await first.core.close();
    const again = await startCore({ data: first.folder });
    expect(again.core.accounts.list()).toMatchObject([{ secrets: [{ readable: true, vault: 'file' }] }]);
    expect(await verdicts(again)).toEqual([['verified', null]]);
  });

  test('an old signature is a finding, and fails where the person wants that', async () => {
    const running = await startCore();
    await addAccount(running.core, null, SECRET);
    await postSigned(running.url, '{}', SIGNER, now() - 4_000);
    await running.indexed(1);
    expect(await verdicts(running)).toEqual([['verified', null]]);
    const explained = await running.core.signatures.explain(1);
    expect(explained?.steps.find(({ name }) => name === 'age')?.state).toBe('finding');
    running.core.changeSettings({ rejectOldSignatures: true });
    await rechecked(running.core);
    while ((await verdicts(running))[0]?.[0] === 'verified') await once(running.core.events, 'progress');
    expect(await verdicts(running)).toEqual([['failed', 'iat_too_old']]);
  });
});

describe('the answer', () => {
  test('is 401 to failed and 503 to unsigned only where that is switched on, and both are stored', async () => {
    const running = await startCore();
    const { core, url } = running;
    await addAccount(core, null, SECRET);
    const wrong = { ...SIGNER, secret: 'another one' };
    const answers = async (): Promise<number[]> => [
      (await postSigned(url, '{}')).status,
      (await postSigned(url, '{}', wrong)).status,
      (await post(url, '{}')).status,
    ];
    expect(await answers()).toEqual([200, 200, 200]);
    core.changeSettings({ answer401ToFailed: true });
    expect(await answers()).toEqual([200, 401, 200]);
    core.changeSettings({ answer503ToUnsigned: true });
    expect(await answers()).toEqual([200, 401, 503]);
    core.changeSettings({ answer401ToFailed: false });
    expect(await answers()).toEqual([200, 200, 503]);
    await running.indexed(12);
    const rows = await core.reader.call('rows', [5, 9]);
    expect(rows.map(({ verdict, answerStatus }) => [verdict, answerStatus])).toEqual([
      ['failed', 401],
      ['unsigned', 503],
    ]);
  });
});

function filesOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

describe('secrets', () => {
  test.each(['session', 'file'] as const)('are in no file and no log with the vault %s', async (kind) => {
    const running = await startCore();
    const { core, url, folder, logged } = running;
    await core.chooseVault(kind);
    const account = await addAccount(core, null, SECRET);
    await core.accounts.change((accounts) =>
      accounts.setSecret({ account, use: 'sms', label: 'SMS', text: 'sms-secret-0002' }),
    );
    await postSigned(url, '{}');
    await running.indexed(1);
    expect(JSON.stringify([core.accounts.list(), await core.signatures.explain(1), core.state()])).not.toContain(
      SECRET,
    );
    await core.close();
    for (const secret of [SECRET, 'sms-secret-0002']) {
      for (const text of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) {
        expect(filesOf(folder).some((bytes) => bytes.includes(text))).toBe(false);
      }
      expect(logged.join()).not.toContain(secret);
    }
    const again = await startCore({ data: folder });
    const known = again.core.accounts.list()[0]?.secrets.map(({ use }) => use);
    expect(known).toEqual(kind === 'file' ? ['signature', 'sms'] : []);
  });

  test('of the operating system go through its vault, and move when another is chosen', async () => {
    const seen: string[] = [];
    const running = await startCore({
      systemVault: Promise.resolve({
        problem: null,
        vault: {
          kind: 'system',
          seal: async (text) => {
            seen.push(text);
            return Buffer.from(`sealed ${Buffer.from(text).toString('base64')}`);
          },
          open: async (bytes) => Buffer.from(Buffer.from(bytes).toString().slice(7), 'base64').toString(),
        },
      }),
    });
    await addAccount(running.core, null, SECRET);
    expect(seen).toEqual([SECRET]);
    expect(running.core.accounts.vaultState).toEqual({ chosen: 'system', systemProblem: null });
    await running.core.chooseVault('session');
    expect(running.core.accounts.list()[0]?.secrets[0]).toMatchObject({ vault: 'session', readable: true });
  });

  test('a vault that fails stores nothing and says so without the secret', async () => {
    const fail = (): Promise<never> => Promise.reject(new Error(`cannot seal ${SECRET}`));
    const { core } = await startCore({
      systemVault: Promise.resolve({ problem: null, vault: { kind: 'system', seal: fail, open: fail } }),
    });
    await expect(addAccount(core, null, SECRET)).rejects.toThrow(/^The secret could not be encrypted/);
    expect(core.accounts.list()).toMatchObject([{ secrets: [] }]);
  });
});

test('pasted text is explained, and what can’t be read is said', async () => {
  const { core } = await startCore();
  await addAccount(core, null, SECRET);
  const body = '{"a":1}';
  const token = signJwt(Buffer.from(body), SIGNER, now());
  expect(await core.signatures.explainText(`POST / HTTP/1.1\nAuthorization: Bearer ${token}\n\n${body}`)).toMatchObject(
    {
      verdict: 'verified',
    },
  );
  expect(
    await core.signatures.explainText(`curl localhost -H 'authorization: Bearer ${token}' -d '${body} '`),
  ).toMatchObject({
    reason: 'payload_hash_mismatch',
    causes: [{ name: 'body-white-space' }],
  });
  await expect(core.signatures.explainText('hello there')).rejects.toMatchObject({ code: 'not-understood' });
});
