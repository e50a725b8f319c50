import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import { toggleId, type IdRanges } from './id-ranges.ts';

interface SelectionStore {
  /** The webhook that the keys speak of and that the detail shows; null where none is. */
  readonly activeId: number | null;
  /** Where a range starts that Shift extends. */
  readonly anchorId: number | null;
  readonly ranges: IdRanges;
  readonly isDetailOpen: boolean;
  /** Whether the list shows the newest as it comes, where it is in the order of arrival. */
  readonly isFollowing: boolean;
  /** The newest webhook that has been on screen: all above it are new. */
  readonly seenUpTo: number;
  readonly select: (id: number) => void;
  /** Takes the rows from the anchor to this one, in the order of the list. */
  readonly extendTo: (id: number, list: { rangesFromTo(id: number, other: number): IdRanges }) => void;
  readonly toggle: (id: number) => void;
  readonly selectAll: (first: number, last: number) => void;
  /** Back to the one active webhook. */
  readonly collapse: () => void;
  readonly clear: () => void;
  readonly setDetailOpen: (isDetailOpen: boolean) => void;
  readonly setFollowing: (isFollowing: boolean) => void;
  readonly see: (id: number) => void;
}

const NOTHING = { activeId: null, anchorId: null, ranges: [] };

/** What the person has picked in the list. The active webhook and the open detail survive a restart. */
export const useSelection = create<SelectionStore>()(
  persist(
    (set) => ({
      ...NOTHING,
      isDetailOpen: false,
      isFollowing: true,
      seenUpTo: 0,
      select: (id) => set({ activeId: id, anchorId: id, ranges: [[id, id]] }),
      extendTo: (id, list) =>
        set(({ anchorId }) => ({
          activeId: id,
          anchorId: anchorId ?? id,
          ranges: list.rangesFromTo(anchorId ?? id, id),
        })),
      toggle: (id) => set(({ ranges }) => ({ activeId: id, anchorId: id, ranges: toggleId(ranges, id) })),
      selectAll: (first, last) => set({ ranges: [[first, last]] }),
      collapse: () => set(({ activeId }) => ({ ranges: activeId === null ? [] : [[activeId, activeId]] })),
      clear: () => set(NOTHING),
      setDetailOpen: (isDetailOpen) => set({ isDetailOpen }),
      setFollowing: (isFollowing) => set({ isFollowing }),
      see: (id) => set((before) => (id > before.seenUpTo ? { seenUpTo: id } : before)),
    }),
    {
      name: 'selection',
      partialize: ({ activeId, isDetailOpen }) => ({ activeId, isDetailOpen }),
      merge: (saved, current) => {
        const { activeId = null, isDetailOpen = false } = (saved ?? {}) as Partial<SelectionStore>;
        return {
          ...current,
          activeId,
          anchorId: activeId,
          isDetailOpen: isDetailOpen && activeId !== null,
          isFollowing: activeId === null,
          ranges: activeId === null ? [] : [[activeId, activeId]],
        };
      },
    },
  ),
);
