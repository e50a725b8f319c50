import { useEffect, useEffectEvent, useId, useRef, type FocusEvent, type KeyboardEvent } from 'react';

import { Keys } from '../ui/keys.tsx';
import field from '../ui/field.module.css';
import styles from './note-card.module.css';
import { useNoteStore } from './note-store.ts';
import { useNoteActions } from './use-note.ts';

interface NoteFieldProps {
  readonly id: number;
  /** What is kept now. */
  readonly kept: string;
}

/** Where a note is written. Going elsewhere keeps it, in whatever way one goes. */
export function NoteField({ id, kept }: NoteFieldProps) {
  const draft = useNoteStore(({ drafts }) => drafts[id]);
  const isWanted = useNoteStore(({ wanted }) => wanted === id);
  const write = useNoteStore((store) => store.write);
  const focused = useNoteStore((store) => store.focused);
  const { save, leave } = useNoteActions();
  const hintId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const problem = draft?.problem ?? null;

  useEffect(() => {
    if (!isWanted || area.current === null) return;
    cameFrom.current = document.activeElement;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
    focused();
  }, [isWanted, focused]);

  const saveTyped = useEffectEvent(() => {
    if (typeof useNoteStore.getState().drafts[id]?.text === 'string') void save(id);
  });
  useEffect(() => {
    const listener = () => saveTyped();
    window.addEventListener('pagehide', listener);
    return () => {
      window.removeEventListener('pagehide', listener);
      listener();
    };
  }, []);

  const goBack = (): void => {
    const place = cameFrom.current;
    const isThere = place instanceof HTMLElement && place !== document.body && place.isConnected;
    (isThere ? place : document.querySelector<HTMLElement>('[data-list]'))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      leave(id);
      goBack();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save(id).then((isDone) => isDone && goBack());
    }
  };
  // While another window has the focus, the field stays open here.
  const onBlur = (event: FocusEvent): void => {
    if (document.activeElement === event.target) saveTyped();
    else void save(id);
  };

  return (
    <div className={styles['writing']}>
      <textarea
        ref={area}
        aria-label="Note"
        aria-describedby={hintId}
        aria-invalid={problem !== null}
        rows={3}
        className={`${field['input']} ${styles['area']}`}
        value={draft?.text ?? kept}
        onChange={(event) => write(id, event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <p id={hintId} role={problem === null ? undefined : 'alert'} className={field['note']}>
        {problem ?? (
          <>
            <Keys keys="Ctrl+Enter" /> saves, <Keys keys="Esc" /> leaves it as it was
          </>
        )}
      </p>
    </div>
  );
}
