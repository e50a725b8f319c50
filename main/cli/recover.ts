import { existsSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { setRecordAside } from '../keep/set-aside.ts';
import { lockFolder } from '../store/folder-lock.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

/** Moves the record aside, whatever is left of it, and says how to read it. Nothing is deleted. */
export function runRecover(options: Options): number {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.capture)) throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  const lock = lockFolder(folder.path);
  try {
    const file = setRecordAside(folder, new Date());
    print(`moved to ${file}\nprint what can be read of it: npm run -s cli -- export --from "${file}"\n`);
    return 0;
  } finally {
    lock.close();
  }
}
