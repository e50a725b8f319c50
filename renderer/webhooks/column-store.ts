import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { Chosen, ColumnName, Widths } from './columns.ts';

interface ColumnStore {
  readonly chosen: Chosen;
  readonly widths: Widths;
  readonly choose: (name: ColumnName, shown: boolean) => void;
  readonly resize: (name: ColumnName, width: number) => void;
  readonly reset: () => void;
}

/** Which columns the person wants, and how wide. */
export const useColumnStore = create<ColumnStore>()(
  persist(
    (set) => ({
      chosen: {},
      widths: {},
      choose: (name, shown) => set(({ chosen }) => ({ chosen: { ...chosen, [name]: shown } })),
      resize: (name, width) => set(({ widths }) => ({ widths: { ...widths, [name]: Math.round(width) } })),
      reset: () => set({ chosen: {}, widths: {} }),
    }),
    { name: 'columns' },
  ),
);
