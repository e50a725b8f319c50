import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { ViewName } from '../../shared/contract.ts';
import { useFilter } from '../filter/filter-store.ts';

export type Page = 'webhooks' | 'messages' | 'simulate' | 'deliveries' | 'setup' | 'settings' | 'rules';

interface PlaceStore {
  readonly page: Page;
  readonly view: ViewName;
  readonly messageSearch: string;
  /** Whether a message led to the webhook that is shown, and a way back is offered. */
  readonly isFromMessage: boolean;
  /** The delivery that another page has led to. */
  readonly delivery: number | null;
  readonly goTo: (page: Page) => void;
  readonly openDelivery: (id: number) => void;
  readonly openView: (view: ViewName) => void;
  readonly setMessageSearch: (search: string) => void;
  /** Goes to the webhooks, into a list that has the webhook wanted. */
  readonly followToWebhook: (isListed: boolean) => void;
}

/** Where in the window the person is. The view survives a restart. */
export const usePlace = create<PlaceStore>()(
  persist(
    (set) => ({
      page: 'webhooks',
      view: 'all',
      messageSearch: '',
      isFromMessage: false,
      delivery: null,
      goTo: (page) => set({ page, isFromMessage: false, delivery: null }),
      openDelivery: (delivery) => set({ page: 'deliveries', isFromMessage: false, delivery }),
      openView: (view) => set({ page: 'webhooks', view, isFromMessage: false }),
      setMessageSearch: (messageSearch) => set({ messageSearch }),
      followToWebhook(isListed) {
        if (!isListed) useFilter.getState().replace('');
        set({ page: 'webhooks', isFromMessage: true, ...(isListed ? {} : { view: 'all' }) });
      },
    }),
    { name: 'place', partialize: ({ view }) => ({ view }) },
  ),
);
