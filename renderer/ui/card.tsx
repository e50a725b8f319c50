import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

import styles from './card.module.css';

interface CardStore {
  readonly closed: Readonly<Record<string, boolean>>;
  readonly setOpen: (name: string, isOpen: boolean) => void;
}

/** Which cards the person keeps closed, the same for every webhook. */
export const useCards = create<CardStore>()(
  persist(
    (set) => ({
      closed: {},
      setOpen: (name, isOpen) => set(({ closed }) => ({ closed: { ...closed, [name]: !isOpen } })),
    }),
    { name: 'cards' },
  ),
);

interface CardProps {
  /** Remembers by this name whether it is open. */
  readonly name: string;
  readonly title: string;
  /** One line beside the title, also seen while the card is closed. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Takes all the height that there is. */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
}

export function Card({ name, title, note, actions, isFilling = false, children }: CardProps) {
  const isOpen = useCards((cards) => cards.closed[name] !== true);
  const setOpen = useCards((cards) => cards.setOpen);
  return (
    <Collapsible.Root
      open={isOpen || isFilling}
      onOpenChange={(next) => setOpen(name, next)}
      render={<section aria-label={title} />}
      className={styles['card']}
      data-filling={isFilling || undefined}
    >
      <div className={styles['head']}>
        <h3 className={styles['heading']}>
          <Collapsible.Trigger className={styles['trigger']}>
            <ChevronRight size={13} aria-hidden className={styles['chevron']} />
            {title}
          </Collapsible.Trigger>
        </h3>
        <span className={styles['note']}>{note}</span>
        {isOpen || isFilling ? <div className={styles['actions']}>{actions}</div> : null}
      </div>
      <Collapsible.Panel className={styles['panel']}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
