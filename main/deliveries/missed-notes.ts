import type { Log } from '../domain/log.ts';
import type { ForwardStore } from '../store/forward-store.ts';

const RETRY_MS = 1_000;

export interface MissedNotesParts {
  readonly forwards: ForwardStore;
  readonly log: Log;
  readonly changed: () => void;
}

/**
 * Notes what a target missed: all of one turn of the event loop together, and again later where the disk is full. Until
 * it is noted it is kept here, so that the mark of what is settled does not pass it.
 */
export class MissedNotes {
  readonly #target: number;
  readonly #parts: MissedNotesParts;
  #waiting: number[] = [];
  #armed: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(target: number, parts: MissedNotesParts) {
    this.#target = target;
    this.#parts = parts;
  }

  get count(): number {
    return this.#waiting.length;
  }

  get oldest(): number | null {
    return this.#waiting.length === 0 ? null : this.#waiting.reduce((a, b) => Math.min(a, b));
  }

  add(webhooks: readonly number[]): void {
    this.#waiting = this.#waiting.concat(webhooks);
    if (this.#retry === undefined) this.#armed ??= setImmediate(() => this.flush());
  }

  /** Writes what waits; never throws. */
  flush(): void {
    clearImmediate(this.#armed);
    clearTimeout(this.#retry);
    this.#armed = undefined;
    this.#retry = undefined;
    if (this.#waiting.length === 0) return;
    try {
      this.#parts.forwards.addMissed(this.#target, this.#waiting);
      this.#waiting = [];
    } catch (error) {
      this.#parts.log.error('what a target missed can’t be noted', error);
      this.#retry = setTimeout(() => this.flush(), RETRY_MS).unref();
    }
    this.#parts.changed();
  }

  /** The last try: what can’t be noted now is found by its mark at the next start. */
  close(): void {
    this.flush();
    clearTimeout(this.#retry);
  }
}
