import { ArrowDown } from 'lucide-react';

import { Tooltip } from '../ui/tooltip.tsx';
import styles from './new-pill.module.css';

interface NewPillProps {
  readonly text: string;
  readonly onClick: () => void;
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
