/** An item that was handed out, and the lane that it holds until it is released. */
export interface Taken {
  readonly id: number;
  readonly key: string;
}

/** Waiting items in lanes: of each lane one is out at a time, in the order in which they came; lanes do not wait for one another. */
export class Lanes {
  /** In the order in which they came. */
  readonly #waiting = new Map<number, string>();
  readonly #lanes = new Map<string, number[]>();
  readonly #busy = new Set<string>();
  readonly #ready = new Set<string>();

  get size(): number {
    return this.#waiting.size;
  }

  /** The lowest id that waits, where they were added in ascending order; null where none does. */
  get oldest(): number | null {
    const [first = null] = this.#waiting.keys();
    return first;
  }

  add(id: number, key: string): void {
    this.#waiting.set(id, key);
    const lane = this.#lanes.get(key);
    if (lane === undefined) this.#lanes.set(key, [id]);
    else lane.push(id);
    if (!this.#busy.has(key)) this.#ready.add(key);
  }

  /** The next whose lane is free, which it holds from now on; null where there is none. */
  take(): Taken | null {
    const [key] = this.#ready;
    const id = key === undefined ? undefined : this.#lanes.get(key)?.shift();
    if (key === undefined || id === undefined) return null;
    this.#ready.delete(key);
    this.#busy.add(key);
    this.#waiting.delete(id);
    return { id, key };
  }

  /** Takes a lane for what comes right after this id, until it is released; false where it is not its turn yet. */
  hold(key: string, after: number): boolean {
    const next = this.#lanes.get(key)?.[0] ?? Infinity;
    if (this.#busy.has(key) || next <= after) return false;
    this.#ready.delete(key);
    this.#busy.add(key);
    return true;
  }

  release({ key }: Pick<Taken, 'key'>): void {
    this.#busy.delete(key);
    if ((this.#lanes.get(key)?.length ?? 0) > 0) this.#ready.add(key);
    else this.#lanes.delete(key);
  }

  /** As if these, the last that were handed out, had never been. */
  putBack(taken: readonly Taken[]): void {
    for (const { id, key } of taken.toReversed()) {
      this.#busy.delete(key);
      this.#ready.add(key);
      const lane = this.#lanes.get(key);
      if (lane === undefined) this.#lanes.set(key, [id]);
      else lane.unshift(id);
    }
    const others = [...this.#waiting];
    this.#waiting.clear();
    for (const { id, key } of taken) this.#waiting.set(id, key);
    for (const [id, key] of others) this.#waiting.set(id, key);
  }

  /** Takes out all that wait, in the order in which they came. */
  drain(): number[] {
    const ids = [...this.#waiting.keys()];
    this.#waiting.clear();
    this.#ready.clear();
    for (const key of this.#lanes.keys()) {
      if (this.#busy.has(key)) this.#lanes.set(key, []);
      else this.#lanes.delete(key);
    }
    return ids;
  }
}
