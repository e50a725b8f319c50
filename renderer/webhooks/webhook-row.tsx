import { Lightbulb, Star } from 'lucide-react';
import { memo, type CSSProperties, type ReactNode } from 'react';

import type { WebhookRow } from '../../shared/contract.ts';
import { formatAmount, formatBytes, formatClock, formatCount, formatDuration, formatIso } from '../../shared/format.ts';
import type { AppAnswer } from '../deliveries/app-answers.tsx';
import { isTaken, outcomeOf } from '../deliveries/words.ts';
import { NoteMark } from '../notes/note-mark.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import type { ColumnName, PlacedColumn } from './columns.ts';
import { KindMark } from './kind-mark.tsx';
import { Nothing, Parties } from './parties.tsx';
import { shortId, textBesideStatus } from './row-text.ts';
import { StatusBadge } from './status-badge.tsx';
import { VerdictMark } from './verdict-mark.tsx';
import styles from './webhook-row.module.css';

interface WebhookRowProps {
  readonly id: number;
  /** Undefined while it is being fetched. */
  readonly row: WebhookRow | undefined;
  /** What the app answered last; undefined where it was not sent, or while that is being fetched. */
  readonly app: AppAnswer | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly PlacedColumn[];
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

/** The element that `aria-activedescendant` names. */
export const toRowElementId = (id: number): string => `webhook-${id}`;

export const WebhookRowView = memo(function WebhookRowView(props: WebhookRowProps) {
  const { id, row, app, index, top, columns, isSelected, isActive } = props;
  const style: CSSProperties = { top };
  return (
    <div
      role="row"
      id={toRowElementId(id)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-id={id}
      data-active={isActive || undefined}
      className={styles['row']}
      style={style}
    >
      {columns.map(({ name, column }) => (
        <div key={name} role="gridcell" className={styles[name]} data-align={column.align}>
          {row === undefined ? <Pending column={name} /> : CELLS[name](row, columns, app)}
        </div>
      ))}
    </div>
  );
});

function Pending({ column }: { readonly column: ColumnName }) {
  return column === 'star' || column === 'app' ? null : <span className={styles['pending']} />;
}

type Cell = (row: WebhookRow, columns: readonly PlacedColumn[], app: AppAnswer | undefined) => ReactNode;

const CELLS: Readonly<Record<ColumnName, Cell>> = {
  star: (row) => (
    <button
      type="button"
      tabIndex={-1}
      data-act="star"
      aria-label={row.starred ? 'Unstar' : 'Star'}
      aria-pressed={row.starred}
      className={styles['starButton']}
    >
      <Star size={13} aria-hidden fill={row.starred ? 'currentColor' : 'none'} />
    </button>
  ),
  time: (row) => <time title={formatIso(row.receivedAt)}>{formatClock(row.receivedAt / 1_000)}</time>,
  kind: (row) => <KindMark api={row.api} kind={row.kind} isMisrouted={row.misroutedTo !== null} />,
  channel: (row) => (
    <span className={styles['cut']}>{row.channel === null ? <Nothing /> : <VisibleText text={row.channel} />}</span>
  ),
  parties: (row) => <Parties row={row} />,
  summary: (row, columns) => {
    const text = textBesideStatus(row);
    return (
      <>
        <StatusBadge row={row} />
        <span className={styles['text']} title={text === '' ? undefined : text}>
          <VisibleText text={text} />
        </span>
        {row.hasNote ? <NoteMark /> : null}
        <Marks row={row} />
        {row.verdict === 'failed' && columns.every(({ name }) => name !== 'verdict') ? (
          <span className={styles['failedMark']}>
            <VerdictMark verdict={row.verdict} reason={row.reason} isShort />
          </span>
        ) : null}
        <FindingsMark count={row.findings} />
        {row.outcome === 'complete' ? null : <span className={styles['cutMark']}>{OUTCOMES[row.outcome]}</span>}
      </>
    );
  },
  verdict: (row, columns) => (
    <VerdictMark verdict={row.verdict} reason={row.reason} isShort={isNarrow(columns, 'verdict')} />
  ),
  answer: (row) => (
    <span data-failed={row.answerStatus >= 400 || row.answerStatus === 0 || undefined}>
      {row.answerStatus || 'closed'}
    </span>
  ),
  app: (_row, _columns, app) =>
    app === undefined ? (
      <span className={styles['nothing']} title="Not sent to your app">
        –
      </span>
    ) : (
      <span
        data-failed={isTaken(app) === false || undefined}
        title={`${app.targetName}: ${app.problem ?? outcomeOf(app)}`}
      >
        {app.status ?? APP_MARKS[app.state]}
      </span>
    ),
  took: (row) => formatDuration(row.durationUs),
  message: (row) =>
    row.messageId === null ? (
      <Nothing />
    ) : (
      <span className={styles['cut']} title={row.messageId}>
        {shortId(row.messageId)}
      </span>
    ),
  size: (row) => formatBytes(row.bodyBytes),
  path: (row) => (
    <span className={styles['cut']} title={`${row.method} ${row.path}`}>
      {row.path}
    </span>
  ),
};

/** Known from the columns: a container query would be asked of each row anew. */
function isNarrow(columns: readonly PlacedColumn[], name: ColumnName): boolean {
  return (columns.find((placed) => placed.name === name)?.shownWidth ?? 0) <= ROOM_FOR_REASON;
}

const ROOM_FOR_REASON = 150;

/** In a narrow column; the tooltip has the sentence. */
const APP_MARKS = { sending: '…', answered: '–', failed: 'none', unknown: '?' } as const;

const OUTCOMES: Readonly<Record<Exclude<WebhookRow['outcome'], 'complete'>, string>> = {
  'too-large': 'cut',
  aborted: 'aborted',
  'timed-out': 'timed out',
  refused: 'refused',
};

/** How it stands among the webhooks of its message. */
function Marks({ row }: { readonly row: WebhookRow }) {
  return (
    <>
      {row.via === 'simulator' ? (
        <span className={styles['mark']} title="Sent by this app’s simulator, not by Vonage">
          simulated
        </span>
      ) : null}
      {row.duplicateOf === null ? null : (
        <span className={styles['mark']} title="Vonage sent it before">
          repeat
        </span>
      )}
      {row.outOfOrder ? (
        <span className={styles['mark']} title="It arrived before one that precedes it">
          out of order
        </span>
      ) : null}
      {row.late ? (
        <span className={styles['mark']} title="A final status of its message was there before">
          late
        </span>
      ) : null}
    </>
  );
}

/** Something about the payload differs from what Vonage documents. */
function FindingsMark({ count }: { readonly count: number }) {
  if (count === 0) return null;
  const words = formatAmount(count, 'finding');
  return (
    <span className={styles['findings']} role="img" aria-label={words} title={`${words} in the payload`}>
      <Lightbulb size={11} aria-hidden />
      {formatCount(count)}
    </span>
  );
}
