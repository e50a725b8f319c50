import { create } from 'zustand';

import type { RuleFields } from '../../shared/contract/rules.ts';
import { usePlace } from '../shell/place-store.ts';

interface RuleStore {
  /** The rule that is being changed, `new` while one is made, null while none is. */
  readonly editing: number | 'new' | null;
  /** What the form begins with. */
  readonly initial: RuleFields | null;
  /** The webhook that it is made for: what its template would become is shown with it. */
  readonly webhookId: number | null;
  readonly edit: (id: number, fields: RuleFields) => void;
  readonly make: (fields: RuleFields, webhookId?: number | null) => void;
  readonly close: () => void;
}

/** Which rule is open in the editor. */
export const useRuleStore = create<RuleStore>()((set) => ({
  editing: null,
  initial: null,
  webhookId: null,
  edit: (id, initial) => set({ editing: id, initial, webhookId: null }),
  make: (initial, webhookId = null) => {
    set({ editing: 'new', initial, webhookId });
    usePlace.getState().goTo('rules');
  },
  close: () => set({ editing: null, initial: null, webhookId: null }),
}));
