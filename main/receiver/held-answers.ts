import type { ServerResponse } from 'node:http';

const MOST_HELD = 10_000;

/**
 * Answers that are held back on purpose. Each costs a connection and a timer, nothing else waits for it. Where there
 * would be too many, the one that has waited longest is given.
 */
export class HeldAnswers {
  readonly #most: number;
  readonly #held = new Map<ServerResponse, () => void>();
  #isEnding = false;

  constructor(most = MOST_HELD) {
    this.#most = most;
  }

  /** Calls `give` after the delay, unless the sender has hung up by then. */
  hold(response: ServerResponse, delayMs: number, give: () => void): void {
    if (this.#isEnding) response.shouldKeepAlive = false;
    if (this.#isEnding || delayMs === 0) return give();
    const forget = (): void => {
      clearTimeout(timer);
      this.#held.delete(response);
      response.off('close', forget);
    };
    const release = (): void => {
      forget();
      give();
    };
    const timer = setTimeout(release, delayMs);
    response.on('close', forget);
    this.#held.set(response, release);
    if (this.#held.size > this.#most) this.#held.values().next().value?.();
  }

  /** At the end nobody waits any longer: the webhooks are stored, and their answers are decided. */
  giveAll(): void {
    this.#isEnding = true;
    for (const [response, release] of this.#held) {
      response.shouldKeepAlive = false;
      release();
    }
  }
}
