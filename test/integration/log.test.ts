import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { createLog } from '../../main/domain/log.ts';
import { createHandlers } from '../../main/ipc/handlers.ts';
import { answer } from '../../main/ipc/router.ts';
import { logFile } from '../../main/store/log-file.ts';
import { startCore } from '../support/core.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send, sendRaw } from '../support/http.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Tokens, numbers of the samples and the words that the samples use for secrets. */
const SECRET = /eyJ|44770090\d|1201555\d|fixture-signature-secret|SmsFixtureSecret|sample-signature-secret|s3cr3t/;

test('the log of a hard day has no token and no number in it', async () => {
  const file = join(temporaryFolder(), 'log.txt');
  const log = createLog(logFile(file));
  const { core, url, folder } = await startCore({ log });
  for (const fixture of fixtures) {
    const { method, headers } = fixture;
    await send(url, { method, headers, target: targetOf(fixture), body: bodyOf(fixture) });
  }
  await sendRaw(
    core.receiver.port,
    'GET /?msisdn=447700900001&secret=s3cr3t HTTP/9.9\r\nAuthorization: Bearer eyJ.a.b\r\n\r\n',
  );

  const stranger = new Database(join(folder, 'capture.db'));
  stranger.exec('BEGIN EXCLUSIVE');
  for (const { headers, ...fixture } of fixtures.slice(0, 3)) {
    await send(url, {
      headers: { ...headers, authorization: 'Bearer eyJ.a.b' },
      body: bodyOf({ headers, ...fixture }),
    });
  }
  stranger.exec('ROLLBACK');
  stranger.close();
  await send(url, {});

  const handlers = {
    ...createHandlers(core),
    'webhook:get': () =>
      Promise.reject(
        new Error('no row for +447700900001, token eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2ln, secret=s3cr3t'),
      ),
  };
  expect(await answer(handlers, log, 'webhook:get', { id: 1 })).toMatchObject({ error: { code: 'internal' } });

  const text = readFileSync(file, 'utf8');
  expect(text).toContain('error webhooks cannot be stored: ');
  expect(text).toContain('info webhooks are stored again');
  expect(text).toContain('error webhook:get failed: Error: no row for [number], token [token], secret=[redacted]');
  expect(text).not.toMatch(SECRET);
});
