import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { Chosen, ColumnName, Widths } from './columns.ts';

export interface ColumnStore<Name extends string> {
  readonly chosen: Chosen<Name>;
  readonly widths: Widths<Name>;
  readonly choose: (name: Name, shown: boolean) => void;
  readonly resize: (name: Name, width: number) => void;
  readonly reset: () => void;
}

/** Which columns of a list the person wants, and how wide; remembered under this name. */
export function createColumnStore<Name extends string>(name: string) {
  return create<ColumnStore<Name>>()(
    persist(
      (set) => ({
        chosen: {},
        widths: {},
        choose: (column, shown) => set(({ chosen }) => ({ chosen: { ...chosen, [column]: shown } })),
        resize: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
        reset: () => set({ chosen: {}, widths: {} }),
      }),
      { name },
    ),
  );
}

export const useColumnStore = createColumnStore<ColumnName>('columns');
