import { create } from 'zustand';

/** A note while it is written. */
interface Draft {
  /** Null until something is typed: then it is as it is kept. */
  readonly text: string | null;
  /** Why it could not be kept, as a sentence. */
  readonly problem: string | null;
}

interface NoteStore {
  /** By webhook. One that could not be kept stays here with all that was typed. */
  readonly drafts: Readonly<Record<number, Draft>>;
  /** The webhook whose field is to take the focus. */
  readonly wanted: number | null;
  /** Opens the field; with a text, that is in it. */
  readonly begin: (id: number, text?: string) => void;
  readonly write: (id: number, text: string) => void;
  /** The field stays, or comes back, with what was typed. */
  readonly fail: (id: number, typed: string, problem: string) => void;
  readonly drop: (id: number) => void;
  readonly focused: () => void;
}

export const useNoteStore = create<NoteStore>()((set) => ({
  drafts: {},
  wanted: null,
  begin: (id, text) =>
    set(({ drafts }) => {
      const draft = text === undefined ? drafts[id] : { text, problem: null };
      return { drafts: { ...drafts, [id]: draft ?? { text: null, problem: null } }, wanted: id };
    }),
  write: (id, text) => set(({ drafts }) => ({ drafts: { ...drafts, [id]: { text, problem: null } } })),
  fail: (id, typed, problem) =>
    set(({ drafts }) => ({ drafts: { ...drafts, [id]: { text: drafts[id]?.text ?? typed, problem } } })),
  drop: (id) => set(({ drafts: { [id]: _dropped, ...others } }) => ({ drafts: others })),
  focused: () => set({ wanted: null }),
}));
