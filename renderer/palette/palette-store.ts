import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** More than are shown, because some of them may not be possible at the moment. */
const MOST_REMEMBERED = 20;

interface PaletteStore {
  readonly isOpen: boolean;
  /** The ids of the commands that were used last, the latest first. */
  readonly used: readonly string[];
  readonly open: () => void;
  readonly close: () => void;
  readonly remember: (id: string) => void;
}

/** Whether the palette is open, and what it was last used for, which survives a restart. */
export const usePalette = create<PaletteStore>()(
  persist(
    (set) => ({
      isOpen: false,
      used: [],
      open: () => set({ isOpen: true }),
      close: () => set({ isOpen: false }),
      remember: (id) =>
        set(({ used }) => ({ used: [id, ...used.filter((other) => other !== id)].slice(0, MOST_REMEMBERED) })),
    }),
    {
      name: 'palette',
      partialize: ({ used }) => ({ used }),
      merge: (saved, current) => ({ ...current, used: readUsed(saved) }),
    },
  ),
);

/** What is in the browser's storage may be from another version. */
function readUsed(saved: unknown): string[] {
  const used: unknown = typeof saved === 'object' && saved !== null && 'used' in saved ? saved.used : null;
  return Array.isArray(used) ? used.filter((id) => typeof id === 'string').slice(0, MOST_REMEMBERED) : [];
}
