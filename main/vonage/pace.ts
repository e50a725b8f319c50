import { setTimeout as wait } from 'node:timers/promises';

const BURST = 6;

/**
 * Lets requests start at one each `everyMs`, with a few at once after a rest: reading, changing and reading back are then
 * done without a pause, and quitting does not wait.
 */
export class Pace {
  readonly #everyMs: number;
  #next = -Infinity;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Resolves when the next request may start. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const start = Math.max(this.#next, now - (BURST - 1) * this.#everyMs);
    this.#next = start + this.#everyMs;
    if (start > now) await wait(start - now, undefined, { signal });
  }
}
