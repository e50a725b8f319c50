import type { ServerResponse } from 'node:http';

/** Answers that are held back on purpose. Each costs a connection and a timer, nothing else waits for it. */
export class HeldAnswers {
  readonly #held = new Map<ServerResponse, () => void>();
  #isEnding = false;

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
