import process from 'node:process';

import type { Target } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Announcement } from '../receiver/announcement.ts';
import { readAnnouncement, SIMULATOR_HEADER } from '../receiver/announcement.ts';
import type { DataFolder } from '../data-folder.ts';
import type { SimulationTarget } from '../simulate/simulator.ts';
import { receiverAt } from '../simulate/simulator.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { findTarget } from './find-target.ts';
import type { Options } from './options.ts';

/** The receiver of a running app stores what it gets; a target gets deliveries. */
export type SendDestination = { readonly receiver: SimulationTarget } | { readonly target: Target };

/** Where `--to` leads: an address, a target of the data folder, or the app that is running on it. */
export function findDestination({ send: { to }, replay: { selfSigned }, data, port }: Options): SendDestination {
  if (to === undefined) {
    throw new AppError(
      'bad-use',
      'Say where to: --to receiver for the running app, --to URL, or the name of a target.',
    );
  }
  const folder = chooseDataFolder(data, process.env, process.platform);
  if (to !== 'receiver') return { target: findTarget(to, folder, selfSigned) };
  const running = findRunning(folder);
  if (running === null && port === undefined) {
    throw new AppError('not-running', `No app is running on ${folder.path}. Start it, or say its port with --port.`);
  }
  // The key is for that app alone, and another may have the port.
  const isThatApp = running !== null && (port === undefined || port === running.port);
  return { receiver: receiverAt(port ?? running?.port ?? 0, isThatApp ? [[SIMULATOR_HEADER, running.key]] : []) };
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
