import { existsSync } from 'node:fs';
import process from 'node:process';

import { formatBytes } from '../../shared/format.ts';
import { AppError } from '../../shared/reply.ts';
import { openCaptureDatabase } from '../capture/capture-database.ts';
import { fileBytes } from '../core/core-state.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { openIndexDatabase } from '../projection/index-database.ts';
import { openAppDatabase } from '../store/app-database.ts';
import { lockFolder } from '../store/folder-lock.ts';
import type { Db } from '../store/open-database.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

/** Writes each database anew without its free space. It holds the file's lock for long, so the app must not run. */
export function runCompact(options: Options): number {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.capture)) throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  const lock = lockFolder(folder.path);
  try {
    for (const [file, open] of [
      [folder.capture, openCaptureDatabase],
      [folder.index, openIndexDatabase],
      [folder.app, openAppDatabase],
    ] as const) {
      if (existsSync(file)) compact(file, open);
    }
    return 0;
  } finally {
    lock.close();
  }
}

function compact(file: string, open: (file: string) => Db): void {
  const before = fileBytes(file);
  const db = open(file);
  try {
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  const after = fileBytes(file);
  print(`${file}  ${formatBytes(before)} -> ${formatBytes(after)}\n`);
}
