import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { ViewName } from '../../shared/contract.ts';

export type Page = 'webhooks' | 'settings';

interface PlaceStore {
  readonly page: Page;
  readonly view: ViewName;
  readonly goTo: (page: Page) => void;
  readonly openView: (view: ViewName) => void;
}

/** Where in the window the person is. The view survives a restart. */
export const usePlace = create<PlaceStore>()(
  persist(
    (set) => ({
      page: 'webhooks',
      view: 'all',
      goTo: (page) => set({ page }),
      openView: (view) => set({ page: 'webhooks', view }),
    }),
    { name: 'place', partialize: ({ view }) => ({ view }) },
  ),
);
