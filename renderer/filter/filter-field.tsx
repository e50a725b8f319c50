import { type KeyboardEvent, useId, useState } from 'react';

import { FILTER_LIMITS } from '../../shared/filter/filter.ts';
import type { ParsedFilter } from '../../shared/filter/parse-filter.ts';
import { suggest, type Suggestion } from '../../shared/filter/suggest-filter.ts';
import input from '../ui/field.module.css';
import styles from './filter-field.module.css';
import { FilterHelp } from './filter-help.tsx';
import { MarkedDraft } from './marked-draft.tsx';

interface FilterFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What this filter may ask decides who uses it. */
  readonly parse: (text: string) => ParsedFilter;
  readonly onChange: (text: string) => void;
}

/** A filter as one field of a form: suggestions while it is written, and what is wrong at its place. */
export function FilterField({ label, hint, value, parse, onChange }: FilterFieldProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const parsed = parse(value);
  const suggestions = isOpen ? suggest(value).filter((one) => !one.isWhole || parse(one.text).ok) : [];

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const take = ({ text, isWhole }: Suggestion): void => {
    onChange(isWhole ? `${text} ` : text);
    setActive(-1);
    setOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key } = event;
    const chosen = suggestions[active];
    if (key === 'Enter' && chosen !== undefined) take(chosen);
    else if (key === 'Escape' && suggestions.length > 0) close();
    else if (key === 'ArrowDown' && !isOpen) setOpen(true);
    else if (key === 'ArrowDown' || key === 'ArrowUp') setActive(step(active, key, suggestions.length));
    else return;
    event.preventDefault();
  };

  return (
    <div className={`${input['field']} ${styles['field']}`}>
      <label htmlFor={id} className={input['label']}>
        {label}
      </label>
      <div className={styles['frame']}>
        <input
          id={id}
          role="combobox"
          type="text"
          className={input['input']}
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === -1 ? undefined : `${id}-list-${active}`}
          aria-invalid={!parsed.ok}
          aria-describedby={`${id}-note`}
          maxLength={FILTER_LIMITS.characters}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
            setActive(-1);
            setOpen(true);
          }}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <FilterHelp
          id={`${id}-list`}
          isOpen={suggestions.length > 0}
          draft={value}
          error={null}
          suggestions={suggestions}
          active={active}
          onHover={setActive}
          onPick={take}
        />
      </div>
      <div id={`${id}-note`} role="status" className={styles['note']}>
        {parsed.ok ? hint : <MarkedDraft text={value} error={parsed.error} />}
      </div>
    </div>
  );
}

/** One place of the round is the text itself. */
function step(active: number, key: 'ArrowDown' | 'ArrowUp', count: number): number {
  const places = count + 1;
  return ((active + 1 + (key === 'ArrowDown' ? 1 : -1) + places) % places) - 1;
}
