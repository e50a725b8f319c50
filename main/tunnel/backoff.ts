/** Pauses that double from `firstMs` to `longestMs`, each shortened by up to a quarter so that many agents spread. */
export class Backoff {
  readonly #firstMs: number;
  readonly #longestMs: number;
  readonly #random: () => number;
  #nextMs: number;

  constructor(firstMs: number, longestMs: number, random: () => number = Math.random) {
    this.#firstMs = firstMs;
    this.#longestMs = longestMs;
    this.#random = random;
    this.#nextMs = firstMs;
  }

  next(): number {
    const ms = this.#nextMs;
    this.#nextMs = Math.min(ms * 2, this.#longestMs);
    return Math.round(ms * (1 - this.#random() / 4));
  }

  reset(): void {
    this.#nextMs = this.#firstMs;
  }
}
