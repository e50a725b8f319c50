/**
 * Messages in the order of their last webhook. A message that gets another one moves to the end, so unlike webhooks
 * they are in no order of their numbers.
 */
export class ActivityList {
  #ids = new Uint32Array(0);
  #length = 0;
  /** All above it are new: numbers are given out ascending. */
  #largest = 0;
  #seen = 0;

  get length(): number {
    return this.#length;
  }

  /** How many were on screen; those after them came, or came back, since then. */
  get seen(): number {
    return this.#seen;
  }

  at(index: number): number | undefined {
    return index < this.#length ? this.#ids[index] : undefined;
  }

  slice(from: number, to: number): number[] {
    return Array.from(this.#ids.subarray(Math.max(0, from), Math.max(0, Math.min(to, this.#length))));
  }

  /** The place of a message, looked for from `from` towards the start; -1 where it is not there. */
  indexOf(id: number, from: number = this.#length - 1): number {
    return from < 0 ? -1 : this.#ids.subarray(0, this.#length).lastIndexOf(id, from);
  }

  /** Says that the messages before this place were on screen. */
  see(count: number): void {
    this.#seen = Math.max(this.#seen, Math.min(count, this.#length));
  }

  replace(ids: Uint32Array): void {
    const isFirst = this.#length === 0;
    this.#ids = Uint32Array.from(ids);
    this.#length = ids.length;
    this.#largest = ids.reduce((largest, id) => Math.max(largest, id), 0);
    this.#seen = isFirst ? ids.length : Math.min(this.#seen, ids.length);
  }

  /** Puts these to the end, wherever they were. */
  append(ids: Uint32Array): void {
    this.#takeOut(ids);
    const length = this.#length + ids.length;
    if (length > this.#ids.length) {
      const larger = new Uint32Array(Math.max(length, this.#ids.length * 2));
      larger.set(this.#ids.subarray(0, this.#length));
      this.#ids = larger;
    }
    this.#ids.set(ids, this.#length);
    this.#length = length;
    this.#largest = ids.reduce((largest, id) => Math.max(largest, id), this.#largest);
  }

  /** What moves is nearly always near the end, so that is where the search begins. */
  #takeOut(ids: Uint32Array): void {
    const known = new Set(ids.filter((id) => id <= this.#largest));
    const places: number[] = [];
    for (let place = this.#length - 1; place >= 0 && places.length < known.size; place -= 1) {
      if (known.has(this.#ids[place] ?? 0)) places.push(place);
    }
    places.reverse();
    for (const [gone, place] of places.entries()) {
      const next = places[gone + 1] ?? this.#length;
      this.#ids.copyWithin(place - gone, place + 1, next);
    }
    this.#seen -= places.filter((place) => place < this.#seen).length;
    this.#length -= places.length;
  }
}
