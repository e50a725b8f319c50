import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { usePlace } from '../shell/place-store.ts';
import { Keys } from '../ui/keys.tsx';
import { TYPING_PAUSE_MS } from '../ui/typing-pause.ts';

import styles from './message-search.module.css';

/** Searches the messages while the person types. */
export function MessageSearch() {
  const search = usePlace((place) => place.messageSearch);
  const setSearch = usePlace((place) => place.setMessageSearch);
  const [text, setText] = useState(search);
  const [lastSearch, setLastSearch] = useState(search);
  const timer = useRef<number | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);

  // Cleared from elsewhere, such as the empty list.
  if (search !== lastSearch) {
    setLastSearch(search);
    setText(search);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const change = (next: string, pauseMs = TYPING_PAUSE_MS) => {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSearch(next.trim()), pauseMs);
  };
  return (
    <div role="search" className={styles['field']}>
      <Search size={14} aria-hidden className={styles['icon']} />
      <input
        ref={input}
        data-search
        type="text"
        className={styles['input']}
        placeholder="Search text, numbers, ids, notes"
        aria-label="Search messages"
        maxLength={1_000}
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            change('', 0);
          } else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-list]')?.focus();
          }
        }}
      />
      {text === '' ? (
        <span className={styles['keys']} aria-hidden>
          <Keys keys="Ctrl+F" />
        </span>
      ) : (
        <button
          type="button"
          className={styles['clear']}
          aria-label="Clear search"
          onClick={() => {
            change('', 0);
            input.current?.focus();
          }}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}
