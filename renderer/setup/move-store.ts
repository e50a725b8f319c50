import { create } from 'zustand';

interface MoveStore {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** Whether the dialog is open that points what was switched at the new public address. */
export const useMoveDialog = create<MoveStore>()((set) => ({ isOpen: false, setOpen: (isOpen) => set({ isOpen }) }));
