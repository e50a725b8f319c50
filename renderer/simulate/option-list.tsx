import { type KeyboardEvent, useEffect, useId, useRef } from 'react';

import styles from './option-list.module.css';

export interface Option {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

interface OptionListProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** One of many: the arrow keys choose, as in any list box. */
export function OptionList({ label, options, chosen, onChoose }: OptionListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = options.findIndex(({ key }) => key === chosen);
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = toIndex(event.key, index, options.length);
    const option = next === null ? undefined : options[next];
    if (option === undefined) return;
    event.preventDefault();
    onChoose(option.key);
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={index === -1 ? undefined : `${id}-${index}`}
      tabIndex={0}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      {options.map(({ key, title, detail }, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list box takes the keys
        <div
          key={key}
          id={`${id}-${at}`}
          role="option"
          aria-selected={key === chosen}
          className={styles['option']}
          onClick={() => onChoose(key)}
        >
          <span className={styles['title']}>{title}</span>
          {detail === '' ? null : <span className={styles['detail']}>{detail}</span>}
        </div>
      ))}
    </div>
  );
}

function toIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
