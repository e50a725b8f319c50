import { ArrowDown, ArrowUpDown } from 'lucide-react';

import { Tooltip } from '../ui/tooltip.tsx';
import styles from './new-pill.module.css';

interface NewPillProps {
  readonly text: string;
  readonly onClick: () => void;
}

/** Webhooks have come that have no place in a sorted list yet: it would move under the eyes of whoever reads it. */
export function SortAgainPill({ text, onClick }: NewPillProps) {
  return (
    <Tooltip text="They get their places when the list is sorted again" side="top">
      <button type="button" className={styles['pill']} onClick={onClick}>
        <ArrowUpDown size={13} aria-hidden />
        {text}
      </button>
    </Tooltip>
  );
}

/** Webhooks have come below what is on screen; a click goes there and follows again. */
export function NewPill({ text, onClick }: NewPillProps) {
  return (
    <Tooltip text="Go to the newest and follow" keys="G" side="top">
      <button type="button" className={styles['pill']} onClick={onClick}>
        <ArrowDown size={13} aria-hidden />
        {text}
      </button>
    </Tooltip>
  );
}
