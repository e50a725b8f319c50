import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Announcement } from '../receiver/announcement.ts';
import { readAnnouncement, SIMULATOR_HEADER } from '../receiver/announcement.ts';
import type { DataFolder } from '../data-folder.ts';
import { lockFolder } from '../store/folder-lock.ts';
import type { Options } from './options.ts';

export interface Destination {
  readonly base: URL;
  /** By which the running app knows what comes as simulated. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where `--to` leads: an address, or the app that is running on a data folder. */
export function findDestination({ send: { to }, data, port }: Options): Destination {
  if (to === undefined) throw new AppError('bad-use', 'Say where to: --to receiver for the running app, or --to URL.');
  if (to !== 'receiver') return { base: readUrl(to), headers: {} };
  const folder = chooseDataFolder(data, process.env, process.platform);
  const running = findRunning(folder);
  if (running === null && port === undefined) {
    throw new AppError('not-running', `No app is running on ${folder.path}. Start it, or say its port with --port.`);
  }
  return {
    base: new URL(`http://127.0.0.1:${port ?? running?.port}`),
    // The key is for that app alone, and another may have the port.
    headers:
      running === null || (port !== undefined && port !== running.port) ? {} : { [SIMULATOR_HEADER]: running.key },
  };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError('bad-url', `"${text}" is not an address. Give one like http://localhost:3000, or receiver.`);
  }
  return url;
}

/** What a crash has left says nothing: only a running app holds the lock of its folder. */
export function findRunning(folder: DataFolder): Announcement | null {
  const announcement = readAnnouncement(folder.receiver);
  if (announcement === null) return null;
  try {
    lockFolder(folder.path).close();
    return null;
  } catch {
    return announcement; // Somebody has the lock: the app that wrote it.
  }
}
