import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { installableNames, installedPackages, missingPackages } from './support/packages.ts';
import { cacheFolder } from './support/project.ts';
import { exists } from './support/put-in-place.ts';
import { mustRun, run } from './support/run.ts';
import { say } from './support/say.ts';

/**
 * Installs the system packages that are missing, as far as that is possible without asking: on Debian and its relatives
 * and as root. Anyone else gets the command to type. Other systems are left alone.
 */
export async function ensureSystemPackages(wanted: readonly string[]): Promise<void> {
  if (process.platform !== 'linux' || !(await exists('/usr/bin/dpkg-query'))) return;
  const missing = missingPackages(wanted, await listInstalled(wanted));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    say('Some system packages seem to be missing. To install them:');
    say(`  sudo apt-get update && sudo apt-get install -y ${installableNames(missing, await listKnown()).join(' ')}`);
    return;
  }
  say(`Installing system packages: ${missing.join(' ')}`);
  await install(missing);
}

async function listInstalled(wanted: readonly string[]): Promise<Set<string>> {
  const names = wanted.flatMap((name) => [name, `${name}t64`]);
  // Unknown names make it fail, but the known ones are listed all the same.
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]);
  return installedPackages(stdout);
}

async function listKnown(): Promise<Set<string>> {
  return new Set((await mustRun('apt-cache', ['pkgnames'])).split('\n'));
}

async function install(missing: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await mustRun('apt-get', ['update'], { env });
  const names = installableNames(missing, await listKnown());
  const added = await mustRun('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(join(cacheFolder, 'system-packages.log'), update + added);
}
