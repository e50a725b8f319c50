import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { ViewName } from '../../shared/contract.ts';

export type Page = 'webhooks' | 'messages' | 'deliveries' | 'settings';

interface PlaceStore {
  readonly page: Page;
  readonly view: ViewName;
  readonly search: string;
  readonly messageSearch: string;
  /** Whether a message led to the webhook that is shown, and a way back is offered. */
  readonly isFromMessage: boolean;
  readonly goTo: (page: Page) => void;
  readonly openView: (view: ViewName) => void;
  readonly setSearch: (search: string) => void;
  readonly setMessageSearch: (search: string) => void;
  /** Goes to the webhooks, into a list that has the webhook wanted. */
  readonly followToWebhook: (isListed: boolean) => void;
}

/** Where in the window the person is. The view survives a restart; a forgotten search would only hide webhooks. */
export const usePlace = create<PlaceStore>()(
  persist(
    (set) => ({
      page: 'webhooks',
      view: 'all',
      search: '',
      messageSearch: '',
      isFromMessage: false,
      goTo: (page) => set({ page, isFromMessage: false }),
      openView: (view) => set({ page: 'webhooks', view, isFromMessage: false }),
      setSearch: (search) => set({ page: 'webhooks', search, isFromMessage: false }),
      setMessageSearch: (messageSearch) => set({ messageSearch }),
      followToWebhook: (isListed) =>
        set({ page: 'webhooks', isFromMessage: true, ...(isListed ? {} : { view: 'all', search: '' }) }),
    }),
    { name: 'place', partialize: ({ view }) => ({ view }) },
  ),
);
