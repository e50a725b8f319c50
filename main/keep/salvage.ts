import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import { isDamage } from '../store/damage.ts';
import type { Db } from '../store/open-database.ts';

/** No row of a page that can't be read is farther from the next page's than this. */
const FARTHEST_STEP = 2 ** 40;
const STEPS_A_DOUBLING = 64;

/** A stretch of ids in which nothing could be read. Both ends included; not all of them need have been webhooks. */
export interface UnreadableRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Every webhook that can still be read from a record, oldest first, damaged pages left out. Also what was removed and
 * not deleted yet: of a damaged file the removals may not be readable either.
 *
 * Rows are always asked for from the id that they begin with: SQLite looks for what comes behind the last row of a
 * damaged page on that page.
 */
export function* salvage(record: Db, unreadable: (range: UnreadableRange) => void): Generator<StoredRequest> {
  const rows = record.prepare<[number], RequestRow>('SELECT * FROM requests WHERE id >= ? ORDER BY id');
  const first = record.prepare<[number], RequestRow>('SELECT * FROM requests WHERE id >= ? ORDER BY id LIMIT 1');
  for (let from = 0; ;) {
    const start = from;
    let before = from;
    try {
      for (const row of rows.iterate(start)) {
        const request = readSound(row);
        if (request === null) unreadable({ first: row.id, last: row.id });
        else yield request;
        // An id may be junk as well: where the next one is lower, and where it is lower than those that were read.
        if (row.id < before) continue;
        if (row.id >= from) before = from;
        from = row.id + 1;
      }
      return;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    const behind = findReadable(first, from);
    unreadable({ first: from, last: behind === null ? from + FARTHEST_STEP : behind - 1 });
    if (behind === null) return;
    from = Math.max(behind, start + 1);
  }
}

function readSound(row: RequestRow): StoredRequest | null {
  try {
    return toStoredRequest(row);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return null;
  }
}

/**
 * From which id on rows can be read again. Steps are as long as a small part of the way, so that what can be read between
 * two damaged pages is not stepped over; then back by halves.
 */
function findReadable(first: First, from: number): number | null {
  for (let bad = from - 1, id = from; id - from < FARTHEST_STEP;) {
    if (!isDamagedAt(first, id)) return halve(first, bad, id);
    bad = id;
    id += Math.max(1, Math.floor((id - from) / STEPS_A_DOUBLING));
  }
  return null;
}

function halve(first: First, lastBad: number, firstGood: number): number {
  let bad = lastBad;
  let good = firstGood;
  while (good - bad > 1) {
    const id = Math.floor((bad + good) / 2);
    if (isDamagedAt(first, id)) bad = id;
    else good = id;
  }
  return good;
}

interface First {
  get(from: number): RequestRow | undefined;
}

function isDamagedAt(first: First, id: number): boolean {
  try {
    first.get(id);
    return false;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return true;
  }
}
