import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { MessageQuery } from '../../shared/contract.ts';

export type Family = MessageQuery['family'];

/** A message's number finds its row, its id finds the rest; either may come later than the other. */
export interface ActiveMessage {
  readonly id: number | null;
  readonly messageId: string | null;
}

interface MessageStore {
  readonly family: Family;
  /** The message that the keys speak of and that the detail shows. */
  readonly active: ActiveMessage | null;
  readonly isDetailOpen: boolean;
  /** Whether the list shows the latest as it comes. */
  readonly isFollowing: boolean;
  /** The row at the upper edge when the page was left, and how much of it was above, as a fraction. */
  readonly topRow: number;
  readonly openFamily: (family: Family) => void;
  readonly select: (message: ActiveMessage | null) => void;
  readonly setDetailOpen: (isDetailOpen: boolean) => void;
  readonly setFollowing: (isFollowing: boolean) => void;
  readonly leaveAt: (topRow: number) => void;
}

/** What the person looks at on the page of messages. It stays while another page is shown. */
export const useMessageStore = create<MessageStore>()(
  persist(
    (set) => ({
      family: 'messages',
      active: null,
      isDetailOpen: false,
      isFollowing: true,
      topRow: 0,
      openFamily: (family) => set({ family, active: null, isFollowing: true }),
      select: (active) => set({ active }),
      setDetailOpen: (isDetailOpen) => set({ isDetailOpen }),
      setFollowing: (isFollowing) => set({ isFollowing }),
      leaveAt: (topRow) => set({ topRow }),
    }),
    { name: 'messages', partialize: ({ family }) => ({ family }) },
  ),
);
