import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { DataFolder } from '../data-folder.ts';
import { openCaptureDatabase } from '../capture/capture-database.ts';
import { deleteIndex } from '../projection/index-database.ts';
import { FoundDamage, isDamage } from '../store/damage.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';

/** A damaged record that was moved away. It is never written again. */
export interface SetAside {
  readonly file: string;
  readonly bytes: number;
}

const NAME = /^capture-damaged-[\dTZ-]+\.db$/;

/** Moves a record away under a name that tells when. Nothing of it is changed; the next one begins empty. */
export function setRecordAside(folder: DataFolder, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  let file = join(dirname(folder.capture), `capture-damaged-${stamp}.db`);
  for (let more = 2; existsSync(file); more += 1) {
    file = join(dirname(folder.capture), `capture-damaged-${stamp}-${more}.db`);
  }
  // Its log first: it holds the newest webhooks, and would be taken for that of the new record.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(folder.capture + suffix)) renameSync(folder.capture + suffix, file + suffix);
  }
  return file;
}

export function listSetAside(folder: DataFolder): SetAside[] {
  return readdirSync(folder.path)
    .filter((name) => NAME.test(name))
    .toSorted()
    .map((name) => ({ file: join(folder.path, name), bytes: statSync(join(folder.path, name)).size }));
}

/**
 * Opens the record; one that is no sound database any more is moved away first, so that webhooks can be stored. The ids
 * of a new one begin behind all that are known: stars, notes and deliveries point to the old ones.
 */
export function openRecord(folder: DataFolder, appDb: Db, moved: (file: string) => void): Db {
  const record = openOrMove(folder, moved);
  if (isNew(record)) {
    const lastId = Math.max(highestKnown(appDb), followedByIndex(folder));
    record.prepare('UPDATE forgotten SET last_id = ?').run(lastId);
    deleteIndex(folder.index);
  }
  return record;
}

function openOrMove(folder: DataFolder, moved: (file: string) => void): Db {
  try {
    return openSound(folder.capture);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  moved(setRecordAside(folder, new Date()));
  return openCaptureDatabase(folder.capture);
}

/** Small, and needed for each step of the index. */
const BESIDE_REQUESTS = ['removals', 'removed_ranges', 'changes', 'forgotten', 'sqlite_sequence'] as const;

/** Throws where what every run needs can't be read: both ends of the record, and what was removed. */
function openSound(file: string): Db {
  const record = openCaptureDatabase(file);
  try {
    record.prepare('SELECT (SELECT min(id) FROM requests), (SELECT max(id) FROM requests)').get();
    const isSound = (table: string): boolean => record.pragma(`quick_check(${table})`, { simple: true }) === 'ok';
    if (!BESIDE_REQUESTS.every(isSound)) throw new FoundDamage(`${file} is damaged.`);
    return record;
  } catch (error) {
    record.close();
    throw error;
  }
}

function isNew(record: Db): boolean {
  const known = record
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM requests) + EXISTS (SELECT 1 FROM removals)
         + EXISTS (SELECT 1 FROM forgotten WHERE last_id > 0)`,
    )
    .pluck();
  return known.get() === 0;
}

function highestKnown(appDb: Db): number {
  const highest = appDb
    .prepare<[], number>(
      `SELECT max(coalesce((SELECT max(webhook_id) FROM stars), 0),
                  coalesce((SELECT max(webhook_id) FROM notes), 0),
                  coalesce((SELECT max(webhook_id) FROM deliveries), 0),
                  coalesce((SELECT max(webhook_id) FROM missed), 0),
                  coalesce((SELECT max(settled_to) FROM forward_marks), 0))`,
    )
    .pluck();
  return highest.get() ?? 0;
}

function followedByIndex({ index }: DataFolder): number {
  if (!existsSync(index)) return 0;
  try {
    const db = openReadOnly(index);
    try {
      return db.prepare<[], number>('SELECT request_id FROM progress').pluck().get() ?? 0;
    } finally {
      db.close();
    }
  } catch {
    return 0; // damaged as well, and the what the person made must not point elsewhere
  }
}
