import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import type { Draft } from './draft.ts';

interface ReplayStore {
  /** Where the last replay went; null before the first. */
  readonly lastTarget: number | null;
  /** The webhook whose editor is open. */
  readonly editing: number | null;
  /** What was edited last, for as long as the window lives; it may hold personal data. */
  readonly draft: { readonly webhookId: number; readonly draft: Draft } | null;
  /** The webhooks that are to be replayed together; null while that is not asked. */
  readonly bulk: readonly number[] | null;
  readonly rememberTarget: (id: number) => void;
  readonly edit: (webhookId: number | null) => void;
  readonly keepDraft: (webhookId: number, draft: Draft) => void;
  readonly openBulk: (webhooks: readonly number[] | null) => void;
}

export const useReplayStore = create<ReplayStore>()(
  persist(
    (set) => ({
      lastTarget: null,
      editing: null,
      draft: null,
      bulk: null,
      rememberTarget: (lastTarget) => set({ lastTarget }),
      edit: (editing) => set({ editing }),
      keepDraft: (webhookId, draft) => set({ draft: { webhookId, draft } }),
      openBulk: (bulk) => set({ bulk }),
    }),
    { name: 'replay', partialize: ({ lastTarget }) => ({ lastTarget }) },
  ),
);
