import { FileArchive, FileWarning, Link, Scissors, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './payload-notes.module.css';
import type { Payload } from './payload.ts';

interface PayloadNotesProps {
  readonly detail: WebhookDetail;
  readonly payload: Payload;
  readonly showsStored: boolean;
  readonly onShowStored: (showsStored: boolean) => void;
  readonly onGoTo: (offset: number) => void;
}

/** What has to be known before believing what the tabs show. */
export function PayloadNotes({ detail, payload, showsStored, onShowStored, onGoTo }: PayloadNotesProps) {
  const { content, body } = payload;
  const aboutBody = showsStored ? [] : detail.findings.filter(({ path }) => path.length === 0);
  // Places are counted without a byte order mark; Raw shows it.
  const hasMark = body.text.startsWith('\ufeff');
  const encoding = detail.headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? 'encoded';
  return (
    <>
      <CutNote detail={detail} />
      {detail.decodedBody === null ? null : (
        <Note
          icon={FileArchive}
          action={showsStored ? 'Show decoded' : 'Show as received'}
          onAction={() => onShowStored(!showsStored)}
        >
          {showsStored
            ? `The ${formatBytes(detail.body.length)} as received (${encoding}).`
            : `Came as ${encoding}, ${formatBytes(detail.body.length)}; shown decoded. The stored bytes are the received ones.`}
        </Note>
      )}
      {detail.decodeProblem === null ? null : (
        <Note icon={FileWarning} tone="warn">
          Shown as received: {detail.decodeProblem}
        </Note>
      )}
      {aboutBody.map(({ words, place }) => (
        <Note
          key={words}
          icon={FileWarning}
          tone="warn"
          {...(place === null
            ? {}
            : { action: 'Show the place', onAction: () => onGoTo(place.offset + (hasMark ? 1 : 0)) })}
        >
          <VisibleText text={words} />
        </Note>
      ))}
      {content.type === 'query' ? <Note icon={Link}>No body: these are the parameters of the URL.</Note> : null}
    </>
  );
}

const REASONS = {
  'too-large': 'It is larger than the limit, so Vonage was answered 413.',
  aborted: 'The sender closed the connection before the end.',
  'timed-out': 'The rest did not come in time.',
  refused: 'The request was refused.',
};

function CutNote({ detail }: { readonly detail: WebhookDetail }) {
  const { row, announcedBytes } = detail;
  if (row.outcome === 'complete') return null;
  const isShort = announcedBytes > row.bodyBytes;
  return (
    <Note icon={Scissors} tone="warn">
      <strong>
        Stored {formatBytes(row.bodyBytes)}
        {isShort ? ` of ${formatBytes(announcedBytes)}` : ''}.
      </strong>{' '}
      {REASONS[row.outcome]}
    </Note>
  );
}

interface NoteProps {
  readonly icon: LucideIcon;
  readonly tone?: 'plain' | 'warn' | 'bad';
  readonly action?: string;
  readonly onAction?: () => void;
  readonly children: ReactNode;
}

function Note({ icon: Icon, tone = 'plain', action, onAction, children }: NoteProps) {
  return (
    <div className={styles['note']} data-tone={tone}>
      <Icon size={14} aria-hidden />
      <p className={styles['text']}>{children}</p>
      {action === undefined ? null : (
        <button type="button" className={styles['action']} onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
