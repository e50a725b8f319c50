import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import { isDamage } from '../store/damage.ts';
import type { Db } from '../store/open-database.ts';

/** No row of a page that can't be read is farther from the next page's than this. */
const FARTHEST_STEP = 2 ** 40;

/** A stretch of ids in which nothing could be read. Both ends included; not all of them need have been webhooks. */
export interface UnreadableRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Every webhook that can still be read from a record, oldest first, damaged pages left out. Also what was removed and
 * not deleted yet: of a damaged file the removals may not be readable either.
 */
export function* salvage(record: Db, unreadable: (range: UnreadableRange) => void): Generator<StoredRequest> {
  const rows = record.prepare<[number], RequestRow>('SELECT * FROM requests WHERE id > ? ORDER BY id');
  const next = record.prepare<[number], RequestRow>('SELECT * FROM requests WHERE id > ? ORDER BY id LIMIT 1');
  let after = 0;
  for (;;) {
    try {
      for (const row of rows.iterate(after)) {
        yield toStoredRequest(row);
        after = row.id;
      }
      return;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    const behind = findReadable(next, after);
    unreadable({ first: after + 1, last: behind === null ? FARTHEST_STEP : behind.id - 1 });
    if (behind === null) return;
    yield toStoredRequest(behind);
    after = behind.id;
  }
}

/** The first row behind the damage: by doubling steps to where reading works, then back by halves. */
function findReadable(next: Next, after: number): RequestRow | null {
  let bad = after;
  let good = Number.POSITIVE_INFINITY;
  let found: RequestRow | null = null;
  for (let step = 1; good - bad > 1 && step < FARTHEST_STEP;) {
    const id = good === Number.POSITIVE_INFINITY ? after + step : Math.floor((bad + good) / 2);
    const row = readBehind(next, id);
    if (row === 'damaged') bad = id;
    else good = id;
    if (typeof row === 'object') found = row;
    step *= 2;
  }
  return found;
}

interface Next {
  get(after: number): RequestRow | undefined;
}

function readBehind(next: Next, id: number): RequestRow | 'damaged' | 'end' {
  try {
    return next.get(id) ?? 'end';
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 'damaged';
  }
}
