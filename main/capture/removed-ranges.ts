import type { Statement } from 'better-sqlite3';

import type { Db } from '../store/open-database.ts';
import type { IdRange } from './removals.ts';

/**
 * The ids that are removed while their rows are still there, sorted in memory. Looking them up in SQL would walk half
 * of all ranges for each row: with tens of thousands of removals that made an export a hundred times slower.
 */
export class RemovedRanges {
  readonly #newest: Statement<[], number | null>;
  readonly #read: Statement<[], IdRange>;
  #seq: number | null | undefined;
  #ranges: readonly IdRange[] = [];

  constructor(record: Db) {
    this.#newest = record.prepare<[], number | null>('SELECT max(seq) FROM changes').pluck();
    this.#read = record.prepare(`
      SELECT first_id AS first, last_id AS last FROM removals
      JOIN removed_ranges ON removed_ranges.removal = removals.id WHERE state = 'removed'`);
  }

  /** Reads what was removed and restored since. To be called before rows are read: a later removal has a later change. */
  refresh(): void {
    const seq = this.#newest.get() ?? null;
    if (seq === this.#seq) return;
    this.#ranges = joinRanges(this.#read.all());
    this.#seq = seq;
  }

  has(id: number): boolean {
    const range = this.#ranges[this.#placeFrom(id)];
    return range !== undefined && range.first <= id;
  }

  /** The first removed ids from this one on that lie together; null where there are none. */
  next(from: number): IdRange | null {
    const range = this.#ranges[this.#placeFrom(from)];
    return range === undefined ? null : { first: Math.max(from, range.first), last: range.last };
  }

  /** The place of the first range that does not end before this id. */
  #placeFrom(id: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.last ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Ascending and apart from each other. */
export function joinRanges(ranges: readonly IdRange[]): IdRange[] {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of ranges.toSorted((a, b) => a.first - b.first)) {
    const open = joined.at(-1);
    if (open !== undefined && first <= open.last + 1) open.last = Math.max(open.last, last);
    else joined.push({ first, last });
  }
  return joined;
}
