import { MessagesSquare, X } from 'lucide-react';

import type { MessageRow } from '../../shared/contract.ts';
import styles from '../detail/detail-header.module.css';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { Parties } from '../webhooks/parties.tsx';
import { StateBadge } from '../webhooks/status-badge.tsx';
import { useMessageStore } from './message-store.ts';
import own from './message-header.module.css';

const DIRECTIONS = { inbound: 'Inbound', outbound: 'Outbound' };
const NOUNS = { messages: 'message', calls: 'call', other: 'request' };

export function MessageHeader({ row }: { readonly row: MessageRow }) {
  const setDetailOpen = useMessageStore((store) => store.setDetailOpen);
  const noun = NOUNS[row.family];
  const title = row.direction === null ? noun : `${DIRECTIONS[row.direction]} ${noun}`;
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h2 className={`${styles['title']} ${own['title']}`}>
          <MessagesSquare size={16} aria-hidden />
          <span className={own['name']}>{title}</span>
          {row.state === null ? null : <StateBadge state={row.state} tone={row.tone} />}
        </h2>
        <p className={styles['line']}>
          {row.channel === null ? null : <VisibleText text={row.channel} />}
          <span className={own['parties']}>
            <Parties row={row} />
          </span>
        </p>
      </div>
      <div role="toolbar" aria-label="Actions" className={styles['actions']}>
        <CopyButton text={row.messageId} label="Copy message id" />
        <span className={styles['divider']} />
        <IconButton icon={X} label="Close detail" keys="Esc" onClick={() => setDetailOpen(false)} />
      </div>
    </header>
  );
}
