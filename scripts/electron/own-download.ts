import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { packageFolder, packageVersion } from '../support/project.ts';
import { exists } from '../support/put-in-place.ts';
import { say } from '../support/say.ts';

const FIRST_ANSWER_MS = 20_000;
const WHOLE_DOWNLOAD_MS = 15 * 60_000;

/** The executable that the electron package has downloaded for itself, if it has and it is this version's. */
export async function findOwnElectron(): Promise<string | undefined> {
  const folder = packageFolder('electron');
  const [downloaded, path] = await Promise.all([
    readFile(join(folder, 'dist', 'version'), 'utf8').catch(() => ''),
    readFile(join(folder, 'path.txt'), 'utf8').catch(() => ''),
  ]);
  if (path === '' || downloaded.trim().replace(/^v/, '') !== packageVersion('electron')) return undefined;
  const executable = join(folder, 'dist', path);
  return (await exists(executable)) ? executable : undefined;
}

/** Lets the electron package download its binary. Answers false where its server cannot be reached. */
export async function tryOwnDownload(): Promise<boolean> {
  const origin = downloadOrigin(process.env);
  if (!(await answers(origin))) {
    say(`Electron's own download is out of reach (${origin} does not answer).`);
    return false;
  }
  say(`Downloading Electron from ${origin} (once).`);
  const child = spawn(process.execPath, [join(packageFolder('electron'), 'install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: WHOLE_DOWNLOAD_MS,
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) say("Electron's own download failed.");
  return code === 0;
}

/** Where `@electron/get` will download from, as far as the choice of the server goes. */
export function downloadOrigin(env: NodeJS.ProcessEnv): string {
  const mirror = env['npm_config_electron_mirror'] ?? env['ELECTRON_MIRROR'];
  return mirror !== undefined && URL.canParse(mirror) ? new URL(mirror).origin : 'https://github.com';
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(FIRST_ANSWER_MS) }).then(
    () => true,
    () => false,
  );
}
