import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { Button, IconButton } from './button.tsx';
import styles from './confirm-button.module.css';
import { focusNeighbourOnceGone } from './focus-neighbour.ts';

interface ConfirmButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Asked at the first click. */
  readonly question: string;
  readonly onConfirm: () => void;
}

/** For what can't be undone: asks in place, and the answer that changes nothing has the focus. */
export function ConfirmButton({ icon, label, question, onConfirm }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const asker = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
  }, [isAsking]);

  const stop = (): void => {
    setAsking(false);
    // Not there before the next painting.
    requestAnimationFrame(() => asker.current?.focus());
  };

  if (!isAsking) {
    return <IconButton ref={asker} icon={icon} label={label} data-removes-item onClick={() => setAsking(true)} />;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/no-noninteractive-element-interactions -- Esc on its buttons is “Keep”
    <span
      role="group"
      aria-label={label}
      className={styles['question']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        stop();
      }}
    >
      {question}
      <Button
        tone="danger"
        onClick={({ currentTarget }) => {
          focusNeighbourOnceGone(currentTarget);
          stop();
          onConfirm();
        }}
      >
        Remove
      </Button>
      <Button ref={keep} onClick={stop}>
        Keep
      </Button>
    </span>
  );
}
