import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { AppError } from '../shared/reply.ts';

const NAME = 'webhook-inspector-for-vonage';

/** The files of a data folder. Everything that the app keeps is in there. */
export interface DataFolder {
  readonly path: string;
  readonly capture: string;
  readonly index: string;
  readonly app: string;
  readonly log: string;
  /** Where the running app listens; gone when it ends. */
  readonly receiver: string;
  /** The key of the file vault, if the person has chosen that. */
  readonly vaultKey: string;
}

/** The folder that was asked for by flag or environment, else the one that this operating system keeps for programs. */
export function chooseDataFolder(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): DataFolder {
  const path = resolve(flag || env['WEBHOOK_INSPECTOR_DATA'] || defaultFolder(env, platform));
  return {
    path,
    capture: join(path, 'capture.db'),
    index: join(path, 'index.db'),
    app: join(path, 'app.db'),
    log: join(path, 'log.txt'),
    receiver: join(path, 'receiver.json'),
    vaultKey: join(path, 'vault.key'),
  };
}

/** Makes the folder, for its owner only: payloads hold other people's numbers and words. */
export function makeDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError(
      'data-folder-unusable',
      `The data folder ${folder.path} can't be made. Choose another one with --data. (${(error as Error).message})`,
      { cause: error },
    );
  }
}

function defaultFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), NAME);
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), NAME);
}
