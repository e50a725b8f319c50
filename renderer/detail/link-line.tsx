import { useState } from 'react';

import { formatCount } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './link-line.module.css';

export interface Link {
  readonly key: string | number;
  readonly text: string;
  /** Of what is shown already. */
  readonly isCurrent?: boolean;
  readonly open: () => void;
}

interface LinkLineProps {
  readonly name: string;
  readonly links: readonly Link[];
}

/** More than these would hide what the card is about. */
const MOST_AT_FIRST = 3;

/** What something is linked with; of many the first few, and the rest at a click. */
export function LinkLine({ name, links }: LinkLineProps) {
  const [isOpen, setOpen] = useState(false);
  // One more costs no more room than the words that stand for it.
  const shown = isOpen || links.length <= MOST_AT_FIRST + 1 ? links : links.slice(0, MOST_AT_FIRST);
  const rest = links.length - shown.length;
  return (
    <div role="group" aria-label={name} className={styles['line']}>
      <span className={styles['name']}>{name}</span>
      {shown.map(({ key, text, isCurrent = false, open }) => (
        <button
          key={key}
          type="button"
          aria-current={isCurrent || undefined}
          title={text}
          className={styles['link']}
          onClick={open}
        >
          <VisibleText text={text} />
        </button>
      ))}
      {rest > 0 || isOpen ? (
        <button type="button" aria-expanded={isOpen} className={styles['more']} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'show fewer' : `and ${formatCount(rest)} more`}
        </button>
      ) : null}
    </div>
  );
}
