const FIRST_CAPACITY = 1_024;

/**
 * The ids of a list, ascending: oldest first. A million of them are 4 MB; appending copies only when the room is used
 * up, and then doubles it, so a push costs what it brings.
 */
export class IdList {
  #ids: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The id at a place; undefined outside of the list. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#ids[index] : undefined;
  }

  slice(from: number, to: number): number[] {
    return Array.from(this.#ids.subarray(Math.max(0, from), Math.min(to, this.#length)));
  }

  replace(ids: Uint32Array): void {
    this.#ids = ids.length === 0 ? new Uint32Array(FIRST_CAPACITY) : ids;
    this.#length = ids.length;
  }

  append(ids: Uint32Array): void {
    const length = this.#length + ids.length;
    if (length > this.#ids.length) {
      const larger = new Uint32Array(Math.max(length, this.#ids.length * 2));
      larger.set(this.#ids.subarray(0, this.#length));
      this.#ids = larger;
    }
    this.#ids.set(ids, this.#length);
    this.#length = length;
  }

  /** How many ids are below `id`: its place if it is here, and where it would be if it is not. */
  countBelow(id: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** -1 where it is not in the list. */
  indexOf(id: number): number {
    const index = this.countBelow(id);
    return this.at(index) === id ? index : -1;
  }

  /** How many ids lie between two, both included. */
  countBetween(first: number, last: number): number {
    return Math.max(0, this.countBelow(last + 1) - this.countBelow(first));
  }
}
