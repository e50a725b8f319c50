import { basename } from 'node:path';

import type { AppState, LimitChanges, Settings } from '../../shared/contract.ts';
import { AppError } from '../../shared/reply.ts';
import type { Keeping } from '../capture/keep.ts';
import { startKeeping } from '../capture/keep.ts';
import type { Kept } from '../capture/retention.ts';
import { DAY_US, Retention } from '../capture/retention.ts';
import type { DataFolder } from '../data-folder.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { CheckedFile } from '../keep/check-files.ts';
import { Keeper } from '../keep/keeper.ts';
import type { Saved } from '../keep/save-readable.ts';
import { listSetAside } from '../keep/set-aside.ts';
import type { ProjectorProcess } from '../projection/projector-process.ts';
import { freeBytes, usedBytes } from '../store/compact.ts';
import { openReadOnly } from '../store/open-database.ts';
import type { StarStore } from '../store/star-store.ts';
import type { CompactionResult } from './compaction.ts';
import { Compaction } from './compaction.ts';
import { fileBytes } from './core-state.ts';
import type { Deliveries } from './deliveries.ts';
import type { IndexCare } from './index-care.ts';
import type { Recording } from './recording.ts';

export interface UpkeepParts {
  readonly folder: DataFolder;
  readonly recording: Pick<Recording, 'db' | 'removals'>;
  readonly stars: StarStore;
  readonly deliveries: Pick<Deliveries, 'forgetSimulated'>;
  readonly projector: ProjectorProcess;
  readonly care: IndexCare;
  readonly settings: () => Settings;
  readonly keeper: URL;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
}

type UpkeepState = Pick<AppState, 'rebuild' | 'files' | 'freeBytes' | 'compaction' | 'damage' | 'setAside'>;

/** Keeps the data healthy: its limits, its space, its soundness. */
export class Upkeep {
  readonly compaction: Compaction;
  readonly #parts: UpkeepParts;
  readonly #keeper: Keeper;
  readonly #keeping: Keeping;
  #index = { used: 0, free: 0 };
  #setAside: AppState['setAside'];

  constructor(parts: UpkeepParts) {
    const { recording, stars, deliveries, projector, settings, clock, log, changed } = parts;
    const { db: record, removals } = recording;
    this.#parts = parts;
    this.#keeper = new Keeper(parts.keeper);
    this.compaction = new Compaction(record, projector, changed);
    this.#setAside = listSetAside(parts.folder);
    const retention = new Retention({
      record,
      removals,
      clock,
      limits: () => ({ days: settings().keepDays, webhooks: settings().keepWebhooks, bytes: settings().keepBytes }),
      kept: () => this.#kept(),
      starred: (first, last) => stars.within(first, last),
    });
    this.#keeping = startKeeping({
      removals,
      retention,
      forgetSimulated() {
        const { keepDays } = settings();
        return keepDays > 0 && deliveries.forgetSimulated(clock() - keepDays * DAY_US);
      },
      clock,
      log,
      followedSeq: () => projector.progress.changeSeq,
      expired: () => projector.wake(),
    });
  }

  state(): UpkeepState {
    const { folder, recording, projector, care } = this.#parts;
    return {
      rebuild: projector.progress.rebuild ?? null,
      files: { capture: fileBytes(folder.capture), index: fileBytes(folder.index), app: fileBytes(folder.app) },
      freeBytes: freeBytes(recording.db) + this.#index.free,
      compaction: this.compaction.state,
      damage: care.problem === null ? null : { sentence: care.problem, isRecord: care.isRecordDamaged },
      setAside: this.#setAside,
    };
  }

  /** To be called when a limit has changed. */
  look(): void {
    this.#keeping.look();
  }

  /** How many webhooks these limits would delete; null where that is not known, as while the index is built. */
  async countBeyond(changes: LimitChanges): Promise<number | null> {
    const { folder, settings, clock } = this.#parts;
    const kept = this.#kept();
    if (kept === null) return null;
    const { keepDays, keepWebhooks, keepBytes } = settings();
    const limits = {
      days: changes.keepDays ?? keepDays,
      webhooks: changes.keepWebhooks ?? keepWebhooks,
      bytes: changes.keepBytes ?? keepBytes,
    };
    return this.#keeper.countBeyond(folder, { limits, kept, now: clock() });
  }

  rebuildIndex(): Promise<void> {
    return this.#parts.care.rebuild();
  }

  async compact(): Promise<CompactionResult> {
    this.#measureIndex();
    const result = await this.compaction.run(this.#index.free);
    this.#measureIndex();
    return result;
  }

  async check(): Promise<CheckedFile[]> {
    const { folder, care } = this.#parts;
    const checked = await this.#keeper.check(folder);
    const isDamaged = (name: CheckedFile['name']): boolean =>
      checked.some((file) => file.name === name && file.problems.length > 0);
    if (isDamaged('capture.db')) care.damaged('record');
    if (isDamaged('index.db')) care.damaged('index');
    return checked;
  }

  /** Writes what can be read of a record that was set aside beside it, as JSON Lines. */
  async saveReadable(name: string): Promise<Saved> {
    const known = this.#setAside.find(({ file }) => basename(file) === name);
    if (known === undefined) throw new AppError('unknown-file', `There is no ${name} in the data folder any more.`);
    try {
      return await this.#keeper.save(known.file, known.file.replace(/\.db$/, '.jsonl'));
    } catch (error) {
      throw new AppError('not-saved', (error as Error).message, { cause: error });
    }
  }

  async close(): Promise<void> {
    this.compaction.cancel();
    this.#keeping.close();
    await this.#keeper.close();
  }

  #kept(): Kept | null {
    const { recording, projector } = this.#parts;
    const { rebuild, stored } = projector.progress;
    this.#measureIndex();
    if (rebuild !== undefined) return null;
    const recordBytes = usedBytes(recording.db);
    return { webhooks: stored, bytes: recordBytes + this.#index.used, recordBytes };
  }

  /** Opened for a moment only: on Windows a file that is open can't be thrown away. */
  #measureIndex(): void {
    try {
      const db = openReadOnly(this.#parts.folder.index);
      try {
        this.#index = { used: usedBytes(db), free: freeBytes(db) };
      } finally {
        db.close();
      }
    } catch {
      // It is being built anew at this moment; the next minute has it.
      this.#index = { used: 0, free: 0 };
    }
  }
}
