import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { openCaptureDatabase } from '../../main/capture/capture-database.ts';
import type { Arrival, CaptureLogEvents } from '../../main/capture/capture-log.ts';
import { CaptureLog } from '../../main/capture/capture-log.ts';
import { Removals } from '../../main/capture/removals.ts';
import type { Clock } from '../../main/domain/clock.ts';
import type { DataFiles } from '../../main/projection/reader.ts';
import type { Db } from '../../main/store/open-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Closes a database after the test, before its folder goes. */
export function closing<T extends Db>(db: T): T {
  onTestFinished(() => void db.close());
  return db;
}

/** The three files of a data folder that is gone after the test. */
export function temporaryFiles(): DataFiles {
  const folder = temporaryFolder();
  return { capture: join(folder, 'capture.db'), index: join(folder, 'index.db'), app: join(folder, 'app.db') };
}

export interface TestRecord {
  readonly db: Db;
  readonly log: CaptureLog;
  readonly removals: Removals;
  /** Stores these at once and returns their ids. */
  append(...arrivals: Arrival[]): number[];
  ids(): number[];
}

/** Of a database in memory, which has no log and is on no disk. */
const NO_LOG: ConstructorParameters<typeof CaptureLog>[3] = {
  sync: (synced) => void setImmediate(() => synced(null)),
  syncNow: () => null,
  close: () => {},
};

/** Appends to a record until the test ends. */
export function openLog(
  db: Db,
  events: Partial<CaptureLogEvents> = {},
  clock: Clock = () => 0,
  wal = db.memory ? NO_LOG : undefined,
): CaptureLog {
  const log = new CaptureLog(db, clock, { committed: () => {}, storing: () => {}, ...events }, wal);
  onTestFinished(() => log.close());
  return log;
}

/** A real record on disk, without a receiver in front of it. */
export function openRecord(
  file: string,
  { clock = () => 0, ...events }: Partial<CaptureLogEvents> & { readonly clock?: Clock } = {},
): TestRecord {
  const db = closing(openCaptureDatabase(file));
  const log = openLog(db, events, clock);
  return {
    db,
    log,
    removals: new Removals(db, clock),
    append(...arrivals) {
      const ids: number[] = [];
      for (const arrival of arrivals) {
        log.append(arrival, (error, id) => {
          if (error !== null) throw error;
          ids.push(id);
        });
      }
      log.flush();
      return ids;
    },
    ids: () => db.prepare<[], number>('SELECT id FROM requests ORDER BY id').pluck().all(),
  };
}
