import { FlaskConical, Star, StickyNote, Terminal, Trash2, X } from 'lucide-react';

import type { WebhookDetail, WebhookRow } from '../../shared/contract.ts';
import { formatIso, formatMoment } from '../../shared/format.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { writeNote } from '../notes/use-note.ts';
import { simulateAgain } from '../simulate/use-drafting.ts';
import { ReplayButton } from '../deliveries/replay-button.tsx';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { KindMark } from '../webhooks/kind-mark.tsx';
import { useSelection } from '../webhooks/selection-store.ts';
import { useWebhookActions } from '../webhooks/use-webhook-actions.ts';
import { toCurl } from '../webhooks/curl.ts';
import styles from './detail-header.module.css';

interface DetailHeaderProps {
  readonly detail: WebhookDetail;
  readonly row: WebhookRow;
}

export function DetailHeader({ detail, row }: DetailHeaderProps) {
  const actions = useWebhookActions();
  const setDetailOpen = useSelection((selection) => selection.setDetailOpen);
  const receiver = useAppState()?.receiver;
  const baseUrl = receiver?.state === 'listening' ? receiver.baseUrl : 'http://127.0.0.1:4747';
  const ms = row.receivedAt / 1_000;
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          <KindMark api={row.api} kind={row.kind} size={16} />
        </h2>
        <p className={styles['line']}>
          <time title={formatIso(row.receivedAt)}>{formatMoment(ms)}</time>
          <span className={styles['target']} title={`${row.method} ${detail.target}`}>
            <b>{row.method}</b> {row.path}
          </span>
        </p>
      </div>
      <div role="toolbar" aria-label="Actions" className={styles['actions']}>
        <ReplayButton webhookId={row.id} />
        <IconButton
          icon={Star}
          label={row.starred ? 'Unstar' : 'Star'}
          keys="P"
          aria-pressed={row.starred}
          iconClassName={row.starred ? styles['starred'] : undefined}
          onClick={() => actions.setStarred([row.id], !row.starred)}
        />
        <IconButton
          icon={StickyNote}
          label={row.hasNote ? 'Edit note' : 'Add note'}
          keys="N"
          onClick={() => writeNote(row.id)}
        />
        <CopyButton icon={Terminal} label="Copy as cURL" keys="C" text={() => toCurl(detail, baseUrl)} />
        <IconButton icon={FlaskConical} label="Simulate once more" onClick={() => void simulateAgain(row.id)} />
        <IconButton icon={Trash2} label="Delete" keys="Ctrl+Delete" onClick={() => actions.remove([row.id])} />
        <span className={styles['divider']} />
        <IconButton icon={X} label="Close detail" keys="Esc" onClick={() => setDetailOpen(false)} />
      </div>
    </header>
  );
}
