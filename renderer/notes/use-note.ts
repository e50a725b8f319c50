import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { WebhookRow } from '../../shared/contract.ts';
import type { Note } from '../../shared/contract/notes.ts';
import { formatCount } from '../../shared/format.ts';
import { NOTE_CHARACTERS } from '../../shared/notes.ts';
import { call } from '../bridge/client.ts';
import { usePayloadStore } from '../payload/payload-store.ts';
import { notify } from '../ui/toasts.tsx';
import { useList } from '../webhooks/list-context.tsx';
import type { RowCache } from '../webhooks/row-cache.ts';
import { useSelection } from '../webhooks/selection-store.ts';
import { useNoteStore } from './note-store.ts';

const keyOf = (id: number): [string, number] => ['note', id];

/** Opens the field for the note of the active webhook. */
export function writeNote(id: number): void {
  usePayloadStore.getState().setFilling(false);
  useSelection.getState().setDetailOpen(true);
  useNoteStore.getState().begin(id);
}

/** What is kept; null where there is no note, undefined until it is read. */
export function useNote({ id, hasNote }: WebhookRow): Note | null | undefined {
  const { data } = useQuery({
    queryKey: keyOf(id),
    queryFn: () => call('note:get', { id }),
    enabled: hasNote,
  });
  return hasNote ? data : (data ?? null);
}

export interface NoteActions {
  /** Keeps what was typed, if it is new; false where that failed, and then the field stays with it. */
  readonly save: (id: number) => Promise<boolean>;
  /** Leaves the note as it is kept. */
  readonly leave: (id: number) => void;
}

export function useNoteActions(): NoteActions {
  const { rows } = useList();
  const queries = useQueryClient();
  return useMemo(() => ({ save: (id) => save(id, rows, queries), leave: (id) => leave(id, queries) }), [rows, queries]);
}

async function save(id: number, rows: RowCache<WebhookRow>, queries: QueryClient): Promise<boolean> {
  const { drafts, drop, fail } = useNoteStore.getState();
  const typed = typedIn(id, queries);
  if (typed === null) {
    if (drafts[id] !== undefined) drop(id);
    return true;
  }
  const text = typed.trim();
  const excess = text.length - NOTE_CHARACTERS;
  if (excess > 0) {
    fail(id, typed, `Not saved: ${formatCount(excess)} characters over the ${formatCount(NOTE_CHARACTERS)} that fit.`);
    return false;
  }
  try {
    const note = await call('note:set', { id, text });
    queries.setQueryData(keyOf(id), note);
    rows.change([id], { hasNote: note !== null });
    // More may have been typed meanwhile.
    if (useNoteStore.getState().drafts[id]?.text === typed) drop(id);
    return true;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    fail(id, typed, `Not saved: ${problem}`);
    if (useSelection.getState().activeId !== id) tellElsewhere(id, problem);
    return false;
  }
}

/** Esc may have been a slip: for a while the text can be had back. */
function leave(id: number, queries: QueryClient): void {
  const { drop, begin } = useNoteStore.getState();
  const typed = typedIn(id, queries);
  drop(id);
  if (typed === null) return;
  const writeOn = (): void => {
    useSelection.getState().select(id);
    writeNote(id);
    begin(id, typed);
  };
  notify({ title: 'Note left as it was', timeoutMs: 12_000, action: { label: 'Write on', run: writeOn } });
}

/** Null where nothing differs from what is kept. */
function typedIn(id: number, queries: QueryClient): string | null {
  const text = useNoteStore.getState().drafts[id]?.text ?? null;
  const kept = queries.getQueryData<Note | null>(keyOf(id))?.text ?? '';
  return text === null || text.trim() === kept ? null : text;
}

function tellElsewhere(id: number, problem: string): void {
  const show = (): void => {
    useSelection.getState().select(id);
    writeNote(id);
  };
  notify({
    title: 'Note not saved',
    description: problem,
    tone: 'bad',
    timeoutMs: 0,
    action: { label: 'Show', run: show },
  });
}
