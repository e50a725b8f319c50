import type { ListIds, ListQuery } from '../../shared/contract.ts';

/** Beyond it, what is found is put in order at the end only: with each slice that would take longer than reading it. */
const SORTED_WITH_EACH_SLICE = 50_000;

type Slice = Omit<ListIds, 'upTo'>;
type Ids = Uint32Array<ArrayBuffer>;

/** What a search has found above an id. */
interface Found {
  readonly query: string;
  readonly below: number;
  readonly ids: Uint32Array;
  /** In the order of the list; without the last ones where there are very many. */
  readonly sorted: Ids;
}

/**
 * A search through bodies, slice by slice, for a list that is sorted: what comes first in it may be in any slice, so
 * each answer has what has been found so far, in order. The last search is remembered; another, or one that is asked for
 * again, begins with the newest webhooks.
 */
export class SortedSearch {
  #found: Found | null = null;

  /** The newest slice below the query's `below`, with all that came before it. */
  goOn(
    { below, ...rest }: ListQuery,
    readSlice: (below: number | undefined) => Slice,
    sort: (ids: Uint32Array) => Ids,
  ): Slice {
    const query = JSON.stringify(rest);
    const before =
      this.#found?.query === query && below !== undefined && below <= this.#found.below ? this.#found : null;
    const { ids: more, left } = readSlice(before === null ? undefined : below);
    const ids = before === null ? more : joined(more, before.ids);
    const isSorted = left === null || ids.length <= SORTED_WITH_EACH_SLICE;
    const sorted = isSorted ? sort(ids) : (before?.sorted ?? new Uint32Array(0));
    this.#found = left && { query, below: left.below, ids, sorted };
    // A copy, because an answer is handed over to another thread.
    return { ids: sorted.slice(), left };
  }
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
