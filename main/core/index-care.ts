import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { ProjectorProcess } from '../projection/projector-process.ts';
import type { ReopeningReader } from '../projection/reopening-reader.ts';

interface Parts {
  readonly projector: () => Pick<ProjectorProcess, 'rebuild'> | null;
  readonly reader: () => Pick<ReopeningReader, 'whileClosed'> | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
}

/** Damaged again as soon as this after it was built: then it is the disk. */
const SOON_US = 60_000_000;

/** Builds the index anew where it is damaged, and where the person wishes it. Nothing is lost: the record has it all. */
export class IndexCare {
  readonly #parts: Parts;
  #running: Promise<void> | null = null;
  #builtAt = Number.NEGATIVE_INFINITY;
  #recordProblem: string | null = null;
  #indexProblem: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is damaged and does not mend itself, as a sentence. */
  get problem(): string | null {
    return this.#recordProblem ?? this.#indexProblem;
  }

  /** Whether it is the record: then the person has to decide. */
  get isRecordDamaged(): boolean {
    return this.#recordProblem !== null;
  }

  /** Resolves when the new index is there; its history follows in the background. */
  rebuild(): Promise<void> {
    this.#running ??= this.#rebuild().finally(() => (this.#running = null));
    return this.#running;
  }

  damaged(what: 'index' | 'record'): void {
    if (what === 'record') return this.#tellRecord();
    if (this.#running !== null) return;
    const { clock, log, changed } = this.#parts;
    if (clock() - this.#builtAt < SOON_US) {
      this.#indexProblem =
        'The index is damaged again right after it was built. The disk may be failing. Webhooks are still stored.';
      log.error(this.#indexProblem);
      return changed();
    }
    log.error('the index is damaged, so it is built anew from the record');
    this.rebuild().catch((error: unknown) => log.error('the index could not be built anew', error));
  }

  async #rebuild(): Promise<void> {
    const { projector, reader, clock, changed } = this.#parts;
    const index = projector();
    const reading = reader();
    if (index === null || reading === null) return;
    await reading.whileClosed(() => index.rebuild());
    this.#builtAt = clock();
    this.#indexProblem = null;
    changed();
  }

  #tellRecord(): void {
    if (this.#recordProblem !== null) return;
    this.#recordProblem =
      'The record of webhooks (capture.db) is damaged. What can be read of it is safe; some webhooks may be missing from lists.';
    this.#parts.log.error(this.#recordProblem);
    this.#parts.changed();
  }
}
