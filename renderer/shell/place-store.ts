import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { ViewName } from '../../shared/contract.ts';

export type Page = 'webhooks' | 'settings';

interface PlaceStore {
  readonly page: Page;
  readonly view: ViewName;
  readonly search: string;
  readonly goTo: (page: Page) => void;
  readonly openView: (view: ViewName) => void;
  readonly setSearch: (search: string) => void;
}

/** Where in the window the person is. The view survives a restart; a forgotten search would only hide webhooks. */
export const usePlace = create<PlaceStore>()(
  persist(
    (set) => ({
      page: 'webhooks',
      view: 'all',
      search: '',
      goTo: (page) => set({ page }),
      openView: (view) => set({ page: 'webhooks', view }),
      setSearch: (search) => set({ page: 'webhooks', search }),
    }),
    { name: 'place', partialize: ({ view }) => ({ view }) },
  ),
);
