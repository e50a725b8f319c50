import type { FilterError } from '../../shared/filter/filter-scanner.ts';
import type { Suggestion } from '../../shared/filter/suggest-filter.ts';
import styles from './filter-help.module.css';
import { MarkedDraft } from './marked-draft.tsx';

interface FilterHelpProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly draft: string;
  readonly error: FilterError | null;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onHover: (index: number) => void;
  readonly onPick: (suggestion: Suggestion) => void;
}

/** Below the filter bar: how the text could go on, or what is wrong with it and where. */
export function FilterHelp({ id, isOpen, draft, error, suggestions, active, onHover, onPick }: FilterHelpProps) {
  // What is half written is no mistake yet.
  const shownError = error !== null && suggestions.length === 0 ? error : null;
  const isShown = isOpen && (suggestions.length > 0 || shownError !== null);
  return (
    <div className={styles['popup']} hidden={!isShown}>
      <div id={id} role="listbox" aria-label="Suggestions" className={styles['list']}>
        {suggestions.map((suggestion, index) => (
          // The input keeps the focus and its keys; the pointer only picks.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={suggestion.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles['item']}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => index !== active && onHover(index)}
            onClick={() => onPick(suggestion)}
          >
            <code className={styles['code']}>{suggestion.label}</code>
            <span className={styles['about']}>{suggestion.about}</span>
          </div>
        ))}
      </div>
      <div id={`${id}-error`} role="status" className={styles['error']}>
        {shownError === null ? null : <MarkedDraft text={draft} error={shownError} />}
      </div>
    </div>
  );
}
