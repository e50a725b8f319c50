import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { hashOf, sendUntilGone } from '../support/send-until-gone.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROUNDS = 3;
const ENOUGH = 1_000;

/**
 * EXT4_IOC_SHUTDOWN without flushing the journal, which is how the file systems' own tests (xfstests) cut the power:
 * from here on nothing reaches the disk, and what had not been synced is gone.
 */
const CUT = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))
`;

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

interface Disk {
  readonly folder: string;
  cutPower(): void;
  /** As after a start of the machine: what is in the journal is brought back. */
  mountAgain(): void;
}

/** An ext4 of its own in a file; null where only root may mount one and we are not. */
function ownDisk(): Disk | null {
  const around = temporaryFolder();
  const image = join(around, 'image');
  const folder = join(around, 'mounted');
  mkdirSync(folder);
  const isMade = run('truncate', '-s', '256M', image) && run('mkfs.ext4', '-q', '-F', image);
  const mount = (): boolean => run('mount', '-o', 'loop', image, folder);
  if (!isMade || !mount()) return null;
  onTestFinished(() => void run('umount', '-l', folder));
  return {
    folder,
    cutPower: () => expect(run('python3', '-c', CUT, folder)).toBe(true),
    mountAgain() {
      expect(run('umount', folder)).toBe(true);
      expect(mount()).toBe(true);
    },
  };
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(isRoot)(
  'a power cut under load loses nothing that was acknowledged, and the index shows what is left',
  async ({ skip }) => {
    const disk = ownDisk();
    if (disk === null) return skip();
    const data = join(disk.folder, 'data');
    const acknowledged = new Set<string>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const listener = await startListener({ data });
      listener.child.stdout.resume();
      const sent = await sendUntilGone(listener.url, `cut-${round}`, (count) => {
        if (count === ENOUGH) disk.cutPower();
      });
      expect(sent.size).toBeGreaterThanOrEqual(ENOUGH);
      const gone = once(listener.child, 'exit');
      listener.child.kill('SIGKILL');
      await gone;
      disk.mountAgain();
      for (const one of sent) acknowledged.add(one);

      const kept = new Set(stored(data).map(({ body }) => hashOf(body)));
      expect([...acknowledged].filter((one) => !kept.has(one))).toEqual([]);
    }

    const ids = stored(data).map(({ id }) => id);
    const { core, indexed } = await startCore({ data });
    await indexed(ids.length);
    const listed = await core.reader.call('ids', { view: 'all', filter: '', after: 0 });
    expect(Array.from(listed.ids).toSorted((a, b) => a - b)).toEqual(ids);
  },
  120_000,
);
