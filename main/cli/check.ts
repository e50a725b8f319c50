import { existsSync } from 'node:fs';
import process from 'node:process';

import { formatBytes } from '../../shared/format.ts';
import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { checkFiles } from '../keep/check-files.ts';
import { listSetAside } from '../keep/set-aside.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

const EXIT_DAMAGED = 1;

const WHAT_TO_DO = {
  'capture.db': 'Try `recover`: it moves the file aside, and `export --from` prints what can be read of it.',
  'index.db': 'Try `reindex`, or start the app: it builds the index anew. Nothing is lost.',
  'app.db':
    'It holds settings, stars, notes and accounts, no webhooks. Keep a copy of it; without it, the app begins a new one.',
};

/** Reads every page of the three databases. 0 only where all of them are sound. */
export function runCheck(options: Options): number {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.path)) throw new AppError('no-data', `There is no data folder ${folder.path}.`);
  const checked = checkFiles(folder);
  const setAside = listSetAside(folder);
  if (options.json) print(`${JSON.stringify({ files: checked, setAside })}\n`);
  else {
    for (const { name, bytes, problems } of checked) {
      print(`${name}  ${formatBytes(bytes)}  ${problems.length === 0 ? 'sound' : 'DAMAGED'}\n`);
      for (const problem of problems) print(`  ${problem}\n`);
      if (problems.length > 0) print(`  ${WHAT_TO_DO[name]}\n`);
    }
    for (const { file, bytes } of setAside) print(`${file}  ${formatBytes(bytes)}  was damaged, set aside\n`);
  }
  return checked.some(({ problems }) => problems.length > 0) ? EXIT_DAMAGED : 0;
}
