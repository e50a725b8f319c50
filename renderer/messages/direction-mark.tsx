import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';

import type { MessageRow } from '../../shared/contract.ts';
import { Nothing } from '../webhooks/parties.tsx';
import styles from './direction-mark.module.css';

/** Seen from the developer's own side: an icon and its word. */
export function DirectionMark({ direction }: { readonly direction: MessageRow['direction'] }) {
  if (direction === null) return <Nothing />;
  const Icon = direction === 'inbound' ? ArrowDownLeft : ArrowUpRight;
  return (
    <span className={styles['mark']}>
      <Icon size={14} aria-hidden className={styles['icon']} />
      {direction === 'inbound' ? 'Inbound' : 'Outbound'}
    </span>
  );
}
