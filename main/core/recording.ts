import type { Arrival, Settled } from '../capture/capture-log.ts';
import { CaptureLog } from '../capture/capture-log.ts';
import { Checkpoints } from '../capture/checkpoints.ts';
import type { IdRange } from '../capture/removals.ts';
import { Removals } from '../capture/removals.ts';
import type { DataFolder } from '../data-folder.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import { openRecord, setRecordAside } from '../keep/set-aside.ts';
import { isDamage } from '../store/damage.ts';
import type { Db } from '../store/open-database.ts';
import { tellStoringProblem } from './core-state.ts';

interface Surroundings {
  readonly folder: DataFolder;
  readonly appDb: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** After each commit, with the highest id in the record. */
  readonly committed: (lastId: number) => void;
  /** Has another thread copy the log of the record into its database; false where none can. */
  readonly checkpoint: () => boolean;
  /** Rows that are deleted for good: what belongs to them goes as well. */
  readonly purged: (ranges: readonly IdRange[]) => void;
  readonly damaged: () => void;
  /** `problem` is another one. */
  readonly changed: () => void;
}

/** How often it is tried whether storing works again. */
const PROBE_MS = 2_000;

/** The record of webhooks, open for writing. */
export class Recording {
  readonly db: Db;
  readonly removals: Removals;
  /** The highest id when this run began: what is above it arrives from now on. */
  readonly storedEarlier: number;
  readonly #surroundings: Surroundings;
  readonly #captureLog: CaptureLog;
  readonly #checkpoints: Checkpoints;
  readonly #probing: NodeJS.Timeout;
  #problem: string | null = null;
  #setAsideAtEnd = false;

  constructor(surroundings: Surroundings) {
    const { folder, appDb, clock, log, checkpoint, committed, purged } = surroundings;
    this.#surroundings = surroundings;
    this.db = openRecord(folder, appDb, (file) => log.error(`the record was damaged and has been moved to ${file}`));
    this.removals = new Removals(this.db, clock, purged);
    this.#checkpoints = new Checkpoints(this.db, checkpoint);
    this.#captureLog = new CaptureLog(this.db, clock, {
      committed: (lastId) => {
        committed(lastId);
        this.#checkpoints.look();
      },
      storing: (problem) => this.#storing(problem),
    });
    this.storedEarlier = this.#captureLog.lastId;
    this.#probing = setInterval(() => this.#captureLog.probe(), PROBE_MS);
  }

  get lastId(): number {
    return this.#captureLog.lastId;
  }

  /** Why webhooks can't be stored at present, as a sentence. */
  get problem(): string | null {
    return this.#problem;
  }

  append(arrival: Arrival, settled: Settled): void {
    this.#captureLog.append(arrival, settled);
  }

  /** The other thread has copied what it found. */
  finishCheckpoint(): void {
    this.#checkpoints.finish();
  }

  /** Moves the damaged record away when the app ends: until then it is open. */
  setAsideAtEnd(): void {
    this.#setAsideAtEnd = true;
  }

  close(): void {
    clearInterval(this.#probing);
    this.#captureLog.close();
    this.db.close();
    if (!this.#setAsideAtEnd) return;
    const { folder, log } = this.#surroundings;
    log.info(`the damaged record was moved to ${setRecordAside(folder, new Date())}`);
  }

  #storing(problem: Error | null): void {
    const { log, damaged, changed } = this.#surroundings;
    this.#problem = problem === null ? null : tellStoringProblem(problem);
    if (problem !== null && isDamage(problem)) damaged();
    if (problem === null) log.info('webhooks are stored again');
    else log.error('webhooks cannot be stored', problem);
    changed();
  }
}
