import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly title: string;
  /** One line beside the title. */
  readonly note?: ReactNode;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

/** More of the same, for those who want it. */
export function Disclosure({ title, note, isOpenAtFirst = false, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setOpen}>
      <Collapsible.Trigger className={styles['trigger']}>
        <ChevronRight size={12} aria-hidden className={styles['chevron']} />
        {title}
        {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      </Collapsible.Trigger>
      <Collapsible.Panel>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
