import { memo, type CSSProperties, type ReactNode } from 'react';

import type { ListedMessage } from '../../shared/contract.ts';
import { formatClock, formatCount, formatIso, formatSpan } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import type { PlacedColumn } from '../webhooks/columns.ts';
import { Nothing, Parties } from '../webhooks/parties.tsx';
import { textBesideStatus } from '../webhooks/row-text.ts';
import { StateBadge } from '../webhooks/status-badge.tsx';
import rowStyles from '../webhooks/webhook-row.module.css';
import { DirectionMark } from './direction-mark.tsx';
import type { MessageColumnName } from './message-columns.ts';
import { marksOf } from './message-marks.ts';

interface MessageRowProps {
  readonly id: number;
  /** Undefined while it is being fetched. */
  readonly row: ListedMessage | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly PlacedColumn<MessageColumnName>[];
  readonly isActive: boolean;
}

/** The element that `aria-activedescendant` names. */
export const toMessageElementId = (id: number): string => `message-${id}`;

export const MessageRowView = memo(function MessageRowView(props: MessageRowProps) {
  const { id, row, index, top, columns, isActive } = props;
  const style: CSSProperties = { top };
  return (
    <div
      role="row"
      id={toMessageElementId(id)}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      data-id={id}
      data-active={isActive || undefined}
      className={rowStyles['row']}
      style={style}
    >
      {columns.map(({ name, column }) => (
        <div key={name} role="gridcell" className={rowStyles[LOOKS[name]]} data-align={column.align}>
          {row === undefined ? <span className={rowStyles['pending']} /> : CELLS[name](row)}
        </div>
      ))}
    </div>
  );
});

/** Which cell of a webhook's row a cell looks like. */
const LOOKS: Readonly<Record<MessageColumnName, string>> = {
  time: 'time',
  direction: 'channel',
  channel: 'channel',
  parties: 'parties',
  text: 'summary',
  state: 'summary',
  webhooks: 'answer',
  duration: 'took',
  badges: 'summary',
};

const CELLS: Readonly<Record<MessageColumnName, (row: ListedMessage) => ReactNode>> = {
  time: (row) => <time title={formatIso(row.receivedAt)}>{formatClock(row.receivedAt / 1_000)}</time>,
  direction: (row) => <DirectionMark direction={row.direction} />,
  channel: (row) => (
    <span className={rowStyles['cut']}>{row.channel === null ? <Nothing /> : <VisibleText text={row.channel} />}</span>
  ),
  parties: (row) => <Parties row={row} />,
  text: (row) => {
    const text = textBesideStatus({ status: row.state, summary: row.text });
    return text === '' ? (
      <Nothing />
    ) : (
      <span className={rowStyles['text']} title={text}>
        <VisibleText text={text} />
      </span>
    );
  },
  state: (row) => (row.state === null ? <Nothing /> : <StateBadge state={row.state} tone={row.tone} />),
  webhooks: (row) => formatCount(row.webhooks),
  duration: (row) => (row.durationMs === null ? <Nothing /> : formatSpan(row.durationMs)),
  badges: (row) =>
    marksOf(row, row.missingParts).map(({ word, meaning }) => (
      <span key={word} className={rowStyles['mark']} title={meaning}>
        {word}
      </span>
    )),
};
