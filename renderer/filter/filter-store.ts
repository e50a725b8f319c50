import { create } from 'zustand';

import type { FilterText } from './filter-edits.ts';
import { afterTyping, NO_FILTER, toFilter, toTags } from './filter-edits.ts';

interface FilterStore extends FilterText {
  /** What lists are asked for: as much as can be read. */
  readonly filter: string;
  /** Goes with every edit. */
  readonly type: (draft: string) => void;
  /** Makes tags of a whole text, or of what has been written. */
  readonly finish: (draft?: string) => void;
  readonly removeTag: (index: number) => void;
  /** One more condition, as from a menu; what is being written stays. */
  readonly add: (condition: string) => void;
  /** Puts another filter in its place. */
  readonly replace: (text: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Shows what a suggestion would find, without taking it. Null ends that. */
  readonly preview: (draft: string | null) => void;
  readonly past: readonly FilterText[];
  readonly future: readonly FilterText[];
  /** The last edit was a letter: the next one belongs to the same step of undo. */
  readonly isTyping: boolean;
}

const MOST_STEPS = 100;

/** The filter of the window, with its undo. It does not outlive the window: a forgotten filter would only hide webhooks. */
export const useFilter = create<FilterStore>()((set) => {
  const edit = (change: (now: FilterText) => FilterText, isTyping = false) =>
    set((store) => {
      const now = { tags: store.tags, draft: store.draft };
      const next = change(now);
      const isSameStep = isTyping && store.isTyping;
      const past = isSameStep ? store.past : [...store.past, now].slice(-MOST_STEPS);
      return { ...next, filter: toFilter(next), past, future: [], isTyping };
    });
  return {
    ...NO_FILTER,
    filter: '',
    past: [],
    future: [],
    isTyping: false,
    type: (draft) => edit(({ tags }) => afterTyping({ tags, draft }), true),
    finish: (draft) => edit((now) => toTags({ ...now, draft: draft ?? now.draft })),
    add: (condition) => edit(({ tags, draft }) => ({ ...toTags({ tags, draft: condition }), draft })),
    removeTag: (index) => edit(({ tags, draft }) => ({ tags: tags.filter((_tag, at) => at !== index), draft })),
    replace: (text) => edit(() => toTags({ tags: [], draft: text })),
    undo: () =>
      set(({ tags, draft, past, future }) => {
        const before = past.at(-1);
        return before === undefined ? {} : go(before, past.slice(0, -1), [{ tags, draft }, ...future]);
      }),
    redo: () =>
      set(({ tags, draft, past, future }) => {
        const [after, ...rest] = future;
        return after === undefined ? {} : go(after, [...past, { tags, draft }], rest);
      }),
    preview: (draft) => set((store) => ({ filter: toFilter({ tags: store.tags, draft: draft ?? store.draft }) })),
  };
});

/** A step of undo or redo. */
function go({ tags, draft }: FilterText, past: readonly FilterText[], future: readonly FilterText[]) {
  return { tags, draft, past, future, filter: toFilter({ tags, draft }), isTyping: false };
}
