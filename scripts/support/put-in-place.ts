import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const DRAFT = '.draft-';
const OLD_MS = 60 * 60_000;

/**
 * Fills a folder elsewhere and renames it to its place when it is complete, so that a killed run never leaves half of
 * one behind. When another run was quicker, its folder is kept and ours is dropped.
 */
export async function putInPlace(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await clearOldDrafts(dirname(folder));
  const work = await mkdtemp(join(dirname(folder), DRAFT));
  try {
    const draft = join(work, 'content');
    await mkdir(draft);
    await fill(draft);
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Makes up for runs that were killed, without touching those that may still be at work. */
async function clearOldDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(DRAFT)) continue;
    const path = join(parent, name);
    const isOld = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > OLD_MS,
      () => false,
    );
    if (isOld) await rm(path, { recursive: true, force: true });
  }
}
