/** Waits that can be cut short: the machine woke up, or the network is another one, and waiting on makes no sense. */
export class Pauses {
  readonly #waiting = new Set<() => void>();

  /** Resolves after `ms`, or at once when woken or when `signal` says stop. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      this.#waiting.add(done);
    });
  }

  wake(): void {
    for (const done of this.#waiting) done();
  }
}
