import type { CompactProgress, ProjectorProcess } from '../projection/projector-process.ts';
import { compactStep, freeBytes } from '../store/compact.ts';
import type { Db } from '../store/open-database.ts';

export interface CompactionState {
  readonly freedBytes: number;
  readonly leftBytes: number;
}

export interface CompactionResult extends CompactionState {
  readonly isCancelled: boolean;
}

/** Half a megabyte: a few milliseconds, and an answer to Vonage may wait for it. */
const STEP_PAGES = 128;
const PAUSE_MS = 20;

/** Gives the free space of record and index back to the disk while both are in use, a step at a time. */
export class Compaction {
  readonly #record: Db;
  readonly #projector: Pick<ProjectorProcess, 'compact'>;
  readonly #changed: () => void;
  #state: CompactionState | null = null;
  #indexDone: ((progress: CompactProgress) => void) | null = null;
  #isCancelled = false;

  constructor(record: Db, projector: Pick<ProjectorProcess, 'compact'>, changed: () => void) {
    this.#record = record;
    this.#projector = projector;
    this.#changed = changed;
  }

  /** Null while none is running. */
  get state(): CompactionState | null {
    return this.#state;
  }

  /** A second one while the first is running ends at once. `indexFree` is what the index has to give back. */
  async run(indexFree: number): Promise<CompactionResult> {
    if (this.#state !== null) return { freedBytes: 0, leftBytes: 0, isCancelled: true };
    this.#isCancelled = false;
    this.#state = { freedBytes: 0, leftBytes: freeBytes(this.#record) + indexFree };
    try {
      await this.#compactRecord();
      if (!this.#isCancelled && indexFree > 0) await this.#compactIndex();
      return { ...this.#state, isCancelled: this.#isCancelled };
    } finally {
      this.#state = null;
      this.#changed();
    }
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#projector.compact(false);
    this.#indexDone?.({ freedBytes: 0, leftBytes: 0, isDone: true });
  }

  /** What the index's thread tells. */
  indexCompacted(progress: CompactProgress): void {
    this.#add(progress.freedBytes);
    if (progress.isDone) this.#indexDone?.(progress);
  }

  async #compactRecord(): Promise<void> {
    for (let freed = 1, left = 1; freed > 0 && left > 0 && !this.#isCancelled;) {
      ({ freedBytes: freed, leftBytes: left } = compactStep(this.#record, STEP_PAGES));
      this.#add(freed);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async #compactIndex(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#indexDone = () => resolve();
      this.#projector.compact(true);
    });
    this.#indexDone = null;
  }

  #add(freed: number): void {
    if (this.#state === null) return;
    const { freedBytes, leftBytes } = this.#state;
    this.#state = { freedBytes: freedBytes + freed, leftBytes: Math.max(0, leftBytes - freed) };
    this.#changed();
  }
}
