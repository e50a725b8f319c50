import { StickyNote } from 'lucide-react';

import styles from './note-card.module.css';

/** In a row of the list: there is a note. */
export function NoteMark() {
  return (
    <span className={styles['mark']} role="img" aria-label="Note" title="You wrote a note about it">
      <StickyNote size={12} aria-hidden />
    </span>
  );
}
