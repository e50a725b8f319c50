import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { startListener } from '../support/cli.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inbound } from '../support/webhooks.ts';

const DISK_BYTES = 4 * 1_024 * 1_024;

/** A real file system of four megabytes; null where only root may mount one and we are not. */
function smallDisk(): string | null {
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder]);
  if (mounted.status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

/** Until nothing more fits, however much the app writes at the same time. */
function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (;;) writeSync(handle, Buffer.alloc(4_096));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(handle);
  }
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(isRoot)(
  'a disk that is full costs nothing that was acknowledged, and needs no restart',
  async ({ skip }) => {
    const data = smallDisk();
    if (data === null) return skip();
    const listener = await startListener({ data });
    const filler = join(data, 'filler');
    const acknowledged: string[] = [];
    const post = async (text: string): Promise<number> => {
      const { status } = await send(listener.url, inbound({ text }));
      if (status === 200) acknowledged.push(text);
      return status;
    };
    for (let sent = 0; sent < 20; sent += 1) expect(await post(`before ${sent}`)).toBe(200);
    fillUp(filler);
    const statuses: number[] = [];
    for (let sent = 0; sent < 100; sent += 1) statuses.push(await post(`during ${sent} ${'x'.repeat(2_000)}`));
    expect(statuses).toContain(503);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect(listener.stderr()).toContain('webhooks cannot be stored');
    rmSync(filler);
    // The next one is stored again, whether or not the app has noticed by itself.
    for (let sent = 0; sent < 20; sent += 1) expect(await post(`after ${sent}`)).toBe(200);
    await listener.end('SIGTERM');
    const texts = stored(data).map(({ body }) => (JSON.parse(body.toString()) as { text: string }).text);
    expect(texts).toEqual(acknowledged);
  },
);
