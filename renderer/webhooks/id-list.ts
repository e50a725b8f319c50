import { addRange, toRanges, type IdRanges } from './id-ranges.ts';

const FIRST_CAPACITY = 1_024;

/**
 * The ids of a list, in its order: that of arrival, which is ascending, or that of a column. A million of them are 4 MB,
 * and twice that where they are not ascending; appending copies only when the room is used up, and then doubles it, so a
 * push costs what it brings.
 */
export class IdList {
  #ids: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  #length = 0;
  /** The same ids in another order, for what is asked of ranges; null where the list itself is ascending. */
  #ascending: Uint32Array | null = null;
  /** The last answer of `placeOf`: the active webhook is asked for again and again. */
  #found = { id: 0, place: 0 };

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

  /** In whatever order. */
  replace(ids: Uint32Array): void {
    this.#ids = ids.length === 0 ? new Uint32Array(FIRST_CAPACITY) : ids;
    this.#length = ids.length;
    this.#ascending = isAscending(ids) ? null : ids.toSorted();
  }

  /** Only where the list is ascending, and goes on so. */
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

  /** The place of an id; where it is not here, the place where it would be, or where it was when it was asked for last. */
  placeOf(id: number): number {
    if (this.#ascending === null) return this.#countBelow(id);
    if (this.at(this.#found.place) === id) return this.#found.place;
    const place = this.#ids.indexOf(id);
    if (place !== -1) this.#found = { id, place };
    return this.#found.id === id ? Math.min(this.#found.place, this.#length) : 0;
  }

  /** -1 where it is not in the list. */
  indexOf(id: number): number {
    const index = this.placeOf(id);
    return this.at(index) === id ? index : -1;
  }

  /** The rows from one to another, whichever of the two is higher up; only the other where the first is gone. */
  rangesFromTo(id: number, other: number): IdRanges {
    if (this.#ascending === null) return addRange([], [id, other]);
    const from = this.indexOf(id);
    const to = this.indexOf(other);
    if (from === -1 || to === -1) return [[other, other]];
    return toRanges(this.#ids.subarray(Math.min(from, to), Math.max(from, to) + 1).toSorted());
  }

  /** The ids from one number to another, both included, ascending. */
  idsBetween(first: number, last: number): number[] {
    return Array.from(this.#inAscending.subarray(this.#countBelow(first), this.#countBelow(last + 1)));
  }

  /** How many ids lie between two, both included. */
  countBetween(first: number, last: number): number {
    return Math.max(0, this.#countBelow(last + 1) - this.#countBelow(first));
  }

  /** How many ids are above `id`. */
  countAbove(id: number): number {
    return this.#length - this.#countBelow(id + 1);
  }

  get lowest(): number | undefined {
    return this.#length === 0 ? undefined : this.#inAscending[0];
  }

  get highest(): number | undefined {
    return this.#length === 0 ? undefined : this.#inAscending[this.#length - 1];
  }

  get #inAscending(): Uint32Array {
    return this.#ascending ?? this.#ids.subarray(0, this.#length);
  }

  #countBelow(id: number): number {
    const ids = this.#ascending ?? this.#ids;
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isAscending(ids: Uint32Array): boolean {
  for (let index = 1; index < ids.length; index += 1) {
    if ((ids[index - 1] ?? 0) > (ids[index] ?? 0)) return false;
  }
  return true;
}

/** One after the other. */
export function joinIds(parts: readonly Uint32Array[]): Uint32Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
