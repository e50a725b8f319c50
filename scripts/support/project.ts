import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { z } from 'zod';

/** The project folder: every script works on it, wherever it was called from. */
export const projectFolder = dirname(dirname(import.meta.dirname));

/** Everything the scripts fetch or build for themselves. Git ignores it, and deleting it only costs time. */
export const cacheFolder = join(projectFolder, '.cache');

const require = createRequire(import.meta.url);
const manifestSchema = z.object({ version: z.string() });

/** Finds a dependency's folder by its manifest, because not every package lets its main file be resolved. */
export function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

export function packageVersion(name: string): string {
  return manifestSchema.parse(require(`${name}/package.json`)).version;
}
