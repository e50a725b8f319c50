import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cacheFolder, packageFolder, projectFolder } from './project.ts';
import { exists } from './put-in-place.ts';
import { mustRun } from './run.ts';

const sources = ['main', 'renderer', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const outputs = ['dist/main/index.js', 'dist/preload', 'dist/renderer/index.html'];
const stampFile = join(cacheFolder, 'build-stamp');

/** Builds `dist/` when a source changed since we last did. Silent unless the build fails. */
export async function ensureBuilt(): Promise<void> {
  const stamp = await stampOf(sources);
  if (stamp === (await readFile(stampFile, 'utf8').catch(() => '')) && (await allExist(outputs))) return;
  const vite = join(packageFolder('vite'), 'bin', 'vite.js');
  await mustRun(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: projectFolder }).catch(
    (error: unknown) => {
      throw new Error('The app could not be built.', { cause: error });
    },
  );
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, stamp);
}

/** For whoever writes another kind of build to `dist/`, so that the next start does not take it for ours. */
export async function forgetBuild(): Promise<void> {
  await rm(stampFile, { force: true });
}

async function allExist(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => exists(join(projectFolder, path))));
  return found.every(Boolean);
}

/** Goes by size and time of change, which is enough to notice an edit and takes a few milliseconds. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await listFiles(paths)) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function listFiles(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const full = join(projectFolder, path);
      if (!(await stat(full)).isDirectory()) return [full];
      const entries = await readdir(full, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  return lists.flat().toSorted();
}
