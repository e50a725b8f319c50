import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { lockFolder } from '../../../main/store/folder-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const LOCK_MODULE = new URL('../../../main/store/folder-lock.ts', import.meta.url).href;

/** A real second process that holds the lock of a folder until it is killed. */
async function lockedByOther(folder: string): Promise<{ kill(): Promise<void> }> {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
    globalThis.lock = lockFolder(process.argv[1]); // or it would be collected, and the lock with it
    console.log('locked');
    setInterval(() => {}, 1e9);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const inUse = (folder: string): unknown =>
  expect.objectContaining({
    code: 'data-folder-in-use',
    message: `Another Webhook Inspector is using the data folder ${folder}. Close it first, or choose another folder with --data.`,
  });

test('a folder has one writer in this process, until it lets go', () => {
  const folder = temporaryFolder();
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(inUse(folder));
  lock.close();
  lockFolder(folder).close();
});

test('a folder that another process has is refused, and free once that is killed with kill -9', async () => {
  const folder = temporaryFolder();
  const other = await lockedByOther(folder);
  expect(() => lockFolder(folder)).toThrow(inUse(folder));
  await other.kill();
  lockFolder(folder).close();
});

test('a folder that cannot be written is not blamed on another inspector', () => {
  const folder = join(temporaryFolder(), 'gone');
  expect(() => lockFolder(folder)).toThrow(
    expect.objectContaining({
      code: 'data-folder-unusable',
      message: expect.stringMatching(/^The data folder .*gone can't be written\. Choose another one with --data\. \(/),
    }),
  );
});
