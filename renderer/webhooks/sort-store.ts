import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { Sort, SortColumn } from '../../shared/contract.ts';
import { useSelection } from './selection-store.ts';

interface SortStore {
  /** Null for the order of arrival. */
  readonly sort: Sort | null;
  /** Ascending, then descending, then back to the order of arrival. */
  readonly sortBy: (column: SortColumn) => void;
  readonly clear: () => void;
}

const TEXT = ['A to Z', 'Z to A'] as const;
const NUMBER = ['lowest first', 'highest first'] as const;

/** What can be sorted by, and how one says the two directions of it. */
const DIRECTIONS: Readonly<Record<SortColumn, readonly [ascending: string, descending: string]>> = {
  star: ['starred first', 'starred last'],
  time: ['oldest first', 'newest first'],
  kind: TEXT,
  channel: TEXT,
  parties: TEXT,
  summary: TEXT,
  verdict: TEXT,
  answer: NUMBER,
  app: NUMBER,
  took: ['fastest first', 'slowest first'],
  message: TEXT,
  size: ['smallest first', 'largest first'],
  path: TEXT,
};

/** The order of the list of webhooks, remembered. */
export const useSort = create<SortStore>()(
  persist(
    (set) => ({
      sort: null,
      sortBy: (column) => set(({ sort }) => ({ sort: nextSort(sort, column) })),
      clear: () => set({ sort: null }),
    }),
    {
      name: 'sort',
      partialize: ({ sort }) => ({ sort }),
      // Another version may have had other columns, and a sort that main refuses would leave no list.
      merge: (saved, current) => {
        const { sort = null } = (saved ?? {}) as Partial<SortStore>;
        return { ...current, sort: sort !== null && canSort(sort.column) ? sort : null };
      },
    },
  ),
);

export function canSort(column: string): column is SortColumn {
  return Object.hasOwn(DIRECTIONS, column);
}

export function describeDirection({ column, direction }: Sort): string {
  return DIRECTIONS[column][direction === 'ascending' ? 0 : 1];
}

/** What a click on a column comes to. */
export function nextSort(sort: Sort | null, column: SortColumn): Sort | null {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null;
}

/** Only in the order of arrival are the newest at the end, so that one comes back. */
export function followNewest(): void {
  useSort.getState().clear();
  useSelection.getState().setFollowing(true);
}
