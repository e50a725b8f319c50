import type { Filter } from '../../shared/filter/filter.ts';
import { readsBodies } from '../../shared/filter/filter.ts';
import { readFilter } from '../../shared/filter/parse-filter.ts';
import type { Db } from '../store/open-database.ts';
import { toFilterQuery } from './filter-query.ts';

interface Counted {
  readonly webhooks: number;
  readonly upTo: number;
  readonly changeSeq: number;
  readonly noteSeq: number;
}

interface Progress {
  readonly upTo: number;
  readonly changeSeq: number;
  /** Grows with each note that is written: text is looked for in notes too. */
  readonly noteSeq: number;
  /** Only ids below this one are not in the index yet; 0: none. */
  readonly missingBelow: number;
}

/** Filters that are remembered; more than anybody saves. */
const MOST = 200;

/** Counts what filters match. Where that only grows with new webhooks, only those are looked at again. */
export class FilterCounts {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #counted = new Map<string, Counted>();

  constructor(db: Db, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Null for a filter that can't be read, as one of a newer app may be, and for one that has to read all bodies. */
  count(text: string): number | null {
    const filter = tryRead(text);
    if (filter === null || readsBodies(filter)) return null;
    return this.#db.transaction(() => {
      const progress = this.#db
        .prepare<[], Progress>(
          `SELECT request_id AS upTo, change_seq AS changeSeq, note_changes.seq AS noteSeq,
             rebuilding.below AS missingBelow
           FROM progress, rebuilding, app.note_changes`,
        )
        .get() ?? { upTo: 0, changeSeq: 0, noteSeq: 0, missingBelow: 0 };
      const before = isSteady(filter) ? this.#counted.get(text) : undefined;
      const isValid = before?.changeSeq === progress.changeSeq && before.noteSeq === progress.noteSeq;
      const known = isValid ? before : { webhooks: 0, upTo: 0 };
      const webhooks = known.webhooks + this.#countAbove(filter, known.upTo);
      if (this.#counted.size >= MOST) this.#counted.clear();
      // While the history is read into a new index, more comes below what has been counted.
      if (progress.missingBelow === 0) this.#counted.set(text, { webhooks, ...progress });
      return webhooks;
    })();
  }

  #countAbove(filter: Filter, after: number): number {
    const { sql, parameters } = toFilterQuery(filter, { after }, this.#now());
    return this.#db.prepare<object, number>(`SELECT count(*) FROM (${sql})`).pluck().get(parameters) ?? 0;
  }
}

function tryRead(text: string): Filter | null {
  try {
    return readFilter(text);
  } catch {
    return null;
  }
}

/** Whether a webhook that matches once matches for ever: not by marks, verdicts or the time of day. */
function isSteady(filter: Filter): boolean {
  switch (filter.type) {
    case 'all':
    case 'any':
      return filter.parts.every(isSteady);
    case 'not':
      return isSteady(filter.part);
    case 'values':
      return !['is', 'sig', 'account', 'has'].includes(filter.word);
    case 'time':
      return filter.time.type === 'date';
    default:
      return true;
  }
}
