import { create } from 'zustand';

interface TunnelQuestion {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** Whether the form below the button in the top bar asks what is missing to go online. */
export const useTunnelQuestion = create<TunnelQuestion>()((set) => ({
  isOpen: false,
  setOpen: (isOpen) => set({ isOpen }),
}));
