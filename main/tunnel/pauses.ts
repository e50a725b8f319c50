/** Waits that can be cut short: the machine woke up, or the network is another one, and waiting on makes no sense. */
export class Pauses {
  readonly #waiting = new Set<() => void>();

  /** Resolves after `ms`, or at once when woken or when `signal` says stop. True where it was all of `ms`. */
  wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = (isOver: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cut);
        this.#waiting.delete(cut);
        resolve(isOver);
      };
      const cut = (): void => done(false);
      const timer = setTimeout(() => done(true), ms);
      signal.addEventListener('abort', cut);
      this.#waiting.add(cut);
    });
  }

  wake(): void {
    for (const cut of this.#waiting) cut();
  }
}
