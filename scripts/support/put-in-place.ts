import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Fills a folder elsewhere and renames it to its place when it is complete, so that a killed run never leaves half of
 * one behind. When another run was quicker, its folder is kept and ours is dropped.
 */
export async function putInPlace(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(join(dirname(folder), '.draft-'));
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
