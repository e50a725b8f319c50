import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCli, startListener } from '../support/cli.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send } from '../support/http.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const everythingIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

test('all that is kept is in the data folder, for its owner only, and nothing is written elsewhere', async () => {
  const [home, temporary, cwd, root] = [temporaryFolder(), temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const data = join(root, 'data');
  const env = {
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, 'appdata'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'share'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
  };
  const listener = await startListener({ data, env, cwd });
  listener.child.stdout.resume();
  for (const fixture of fixtures) {
    const { method, headers } = fixture;
    await send(listener.url, { method, headers, target: targetOf(fixture), body: bodyOf(fixture) });
  }
  expect((await runCli(['export', '--data', data, '--filter', 'delivered'], { env, cwd })).code).toBe(0);
  expect(everythingIn(data)).toEqual([
    'app.db',
    'app.db-shm',
    'app.db-wal',
    'capture.db',
    'capture.db-shm',
    'capture.db-wal',
    'index.db',
    'index.db-shm',
    'index.db-wal',
    'lock.db',
    'lock.db-journal',
    'receiver.json',
  ]);
  expect(statSync(data).mode & 0o077).toBe(0);

  expect(await listener.end('SIGTERM')).toMatchObject({ code: 0 });
  expect(everythingIn(data)).toEqual(['app.db', 'capture.db', 'index.db', 'lock.db']);
  expect({
    home: everythingIn(home),
    temporary: everythingIn(temporary),
    cwd: everythingIn(cwd),
    root: readdirSync(root),
  }).toEqual({
    home: [],
    temporary: [],
    cwd: [],
    root: ['data'],
  });
});
