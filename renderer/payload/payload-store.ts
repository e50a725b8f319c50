import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const PAYLOAD_TABS = ['tree', 'pretty', 'raw', 'hex'] as const;
export type PayloadTab = (typeof PAYLOAD_TABS)[number];

interface PayloadStore {
  readonly tab: PayloadTab;
  /** Whether the payload takes the whole detail. */
  readonly isFilling: boolean;
  readonly openTab: (tab: PayloadTab) => void;
  readonly setFilling: (isFilling: boolean) => void;
}

/** How the person likes to read payloads, the same for every webhook. */
export const usePayloadStore = create<PayloadStore>()(
  persist(
    (set) => ({
      tab: 'tree',
      isFilling: false,
      openTab: (tab) => set({ tab }),
      setFilling: (isFilling) => set({ isFilling }),
    }),
    { name: 'payload', partialize: ({ tab }) => ({ tab }) },
  ),
);
