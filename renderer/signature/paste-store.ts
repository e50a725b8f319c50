import { create } from 'zustand';

interface PasteStore {
  readonly isOpen: boolean;
  /** What was pasted last, for as long as the window lives; it may hold personal data. */
  readonly text: string;
  readonly open: () => void;
  readonly setOpen: (isOpen: boolean) => void;
  readonly keep: (text: string) => void;
}

export const usePasteBox = create<PasteStore>()((set) => ({
  isOpen: false,
  text: '',
  open: () => set({ isOpen: true }),
  setOpen: (isOpen) => set({ isOpen }),
  keep: (text) => set({ text }),
}));
