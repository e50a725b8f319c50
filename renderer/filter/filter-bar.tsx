import { Funnel, X } from 'lucide-react';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';

import { FILTER_LIMITS } from '../../shared/filter/filter.ts';
import { parseFilter } from '../../shared/filter/parse-filter.ts';
import { suggest, type Suggestion } from '../../shared/filter/suggest-filter.ts';
import { usePlace } from '../shell/place-store.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './filter-bar.module.css';
import { useFilter } from './filter-store.ts';
import { FilterHelp } from './filter-help.tsx';
import { SaveFilter } from './save-filter.tsx';

/** Says which webhooks are shown: finished conditions as tags, then what is being written, with suggestions below. */
export function FilterBar() {
  const { tags, draft, type, finish, removeTag, replace, preview } = useFilter();
  const goTo = usePlace((place) => place.goTo);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const suggestions = isOpen ? suggest(draft) : [];
  const parsed = parseFilter(draft);
  const error = parsed.ok ? null : parsed.error;
  const isEmpty = tags.length === 0 && draft === '';

  const highlight = (index: number) => {
    setActive(index);
    const suggestion = suggestions[index];
    preview(suggestion?.isWhole === true ? suggestion.text : null);
  };
  const close = () => {
    if (active !== -1) highlight(-1);
    setOpen(false);
  };
  const take = ({ text, isWhole }: Suggestion) => {
    setActive(-1);
    if (isWhole) finish(text);
    else type(text);
    input.current?.focus();
  };
  const onEscape = () => {
    if (active !== -1) highlight(-1);
    else if (draft !== '') type('');
    else focusList();
  };
  const onEnter = () => {
    const suggestion = suggestions[active];
    if (suggestion !== undefined) take(suggestion);
    else if (draft === '') focusList();
    else {
      finish();
      setOpen(parsed.ok ? false : isOpen);
    }
  };
  const move = (step: 1 | -1) => {
    if (suggestions.length === 0) {
      if (step === 1) focusList();
      return;
    }
    // One place of the round is the text itself.
    const places = suggestions.length + 1;
    highlight(((active + 1 + step + places) % places) - 1);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const action = actionOf(event, tags.length);
    if (action === null) return;
    event.preventDefault();
    switch (action) {
      case 'enter':
        return onEnter();
      case 'escape':
        return onEscape();
      case 'down':
        return move(1);
      case 'up':
        return move(-1);
      case 'remove':
        return removeTag(tags.length - 1);
      case 'undo':
        return useFilter.getState().undo();
      case 'redo':
        return useFilter.getState().redo();
    }
  };
  /** With nothing selected, copying takes the whole filter. */
  const onCopy = (event: ClipboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (selectionStart !== selectionEnd) return;
    event.clipboardData.setData('text/plain', [...tags, draft].join(' ').trim());
    event.preventDefault();
  };

  return (
    <div role="search" className={styles['bar']} data-filtered={tags.length > 0 || undefined}>
      <div className={styles['field']} data-invalid={error !== null || undefined}>
        <Funnel size={13} aria-hidden className={styles['icon']} />
        <div className={styles['parts']}>
          {tags.map((tag, index) => (
            <span key={tag} className={styles['tag']}>
              <span className={styles['tagText']} title={tag}>
                {tag}
              </span>
              <button
                type="button"
                className={styles['remove']}
                aria-label={`Remove ${tag}`}
                onClick={() => {
                  removeTag(index);
                  input.current?.focus();
                }}
              >
                <X size={11} aria-hidden />
              </button>
            </span>
          ))}
          <input
            ref={input}
            data-search
            role="combobox"
            type="text"
            className={styles['input']}
            placeholder={tags.length === 0 ? 'Filter: text, numbers, status:rejected' : ''}
            aria-label="Filter webhooks"
            aria-expanded={suggestions.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active === -1 ? undefined : `${listId}-${active}`}
            aria-invalid={error !== null}
            aria-describedby={error === null ? undefined : `${listId}-error`}
            maxLength={FILTER_LIMITS.characters}
            spellCheck={false}
            autoComplete="off"
            value={draft}
            onChange={(event) => {
              goTo('webhooks');
              type(event.target.value);
              setActive(-1);
              setOpen(true);
            }}
            onFocus={() => setOpen(true)}
            onBlur={close}
            onKeyDown={onKeyDown}
            onCopy={onCopy}
          />
        </div>
        {isEmpty ? (
          <span className={styles['keys']} aria-hidden>
            <Keys keys="Ctrl+F" />
          </span>
        ) : (
          <>
            <SaveFilter />
            <button
              type="button"
              className={styles['clear']}
              aria-label="Clear filter"
              onClick={() => {
                replace('');
                input.current?.focus();
              }}
            >
              <X size={13} aria-hidden />
            </button>
          </>
        )}
      </div>
      <FilterHelp
        id={listId}
        isOpen={isOpen}
        draft={draft}
        error={error}
        suggestions={suggestions}
        active={active}
        onHover={highlight}
        onPick={take}
      />
    </div>
  );
}

type Action = 'enter' | 'escape' | 'down' | 'up' | 'remove' | 'undo' | 'redo';

function actionOf(event: KeyboardEvent<HTMLInputElement>, tags: number): Action | null {
  const { key, currentTarget: input } = event;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (key.toLowerCase() === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' ? 'redo' : null;
  }
  switch (key) {
    case 'Enter':
      return 'enter';
    case 'Escape':
      return 'escape';
    case 'ArrowDown':
      return 'down';
    case 'ArrowUp':
      return 'up';
    case 'Backspace':
      return input.selectionStart === 0 && input.selectionEnd === 0 && tags > 0 ? 'remove' : null;
    default:
      return null;
  }
}

function focusList(): void {
  document.querySelector<HTMLElement>('[data-list]')?.focus();
}
