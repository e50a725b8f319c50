import { Pencil, StickyNote } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import type { Note } from '../../shared/contract/notes.ts';
import { formatMoment } from '../../shared/format.ts';
import { IconButton } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './note-card.module.css';
import { NoteField } from './note-field.tsx';
import { useNoteStore } from './note-store.ts';
import { useNote, writeNote } from './use-note.ts';

/** What the person wrote about a webhook, or the field to write it; nothing where there is neither. */
export function NoteCard({ row }: { readonly row: WebhookRow }) {
  const note = useNote(row);
  const isWriting = useNoteStore(({ drafts }) => drafts[row.id] !== undefined);
  if (note === undefined || (note === null && !isWriting)) return null;
  return (
    <section aria-label="Note" className={styles['card']}>
      <StickyNote size={14} aria-hidden className={styles['icon']} />
      {isWriting ? <NoteField id={row.id} kept={note?.text ?? ''} /> : <Text note={note} id={row.id} />}
    </section>
  );
}

function Text({ note, id }: { readonly note: Note | null; readonly id: number }) {
  if (note === null) return null;
  return (
    <>
      <p className={styles['text']} title={`Edited ${formatMoment(note.editedAt / 1_000)}`}>
        <VisibleText text={note.text} />
      </p>
      <IconButton icon={Pencil} label="Edit note" keys="N" className={styles['edit']} onClick={() => writeNote(id)} />
    </>
  );
}
