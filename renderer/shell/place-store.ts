import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { ViewName } from '../../shared/contract.ts';

export type Page = 'webhooks' | 'settings';

interface PlaceStore {
  readonly page: Page;
  readonly view: ViewName;
  /** In the filter language. */
  readonly filter: string;
  readonly goTo: (page: Page) => void;
  readonly openView: (view: ViewName) => void;
  readonly setFilter: (filter: string) => void;
}

/** Where in the window the person is. The view survives a restart; a forgotten filter would only hide webhooks. */
export const usePlace = create<PlaceStore>()(
  persist(
    (set) => ({
      page: 'webhooks',
      view: 'all',
      filter: '',
      goTo: (page) => set({ page }),
      openView: (view) => set({ page: 'webhooks', view }),
      setFilter: (filter) => set({ page: 'webhooks', filter }),
    }),
    { name: 'place', partialize: ({ view }) => ({ view }) },
  ),
);
