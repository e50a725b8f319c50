import { type PointerEvent as ReactPointerEvent, useRef } from 'react';

import { Unseen } from '../ui/unseen.tsx';
import type { Column, PlacedColumn } from './columns.ts';
import styles from './list-header.module.css';

interface ListHeaderProps<Name extends string> {
  readonly columns: readonly PlacedColumn<Name>[];
  /** Of the rows, which the scroll bar makes narrower than the header. */
  readonly width: number;
  /** The day of the uppermost row, where it is not today. */
  readonly day: string | null;
  readonly resize: Resize<Name>;
}

type Resize<Name extends string> = (name: Name, width: number) => void;

/** The names of the columns. A list has a column `time`; a column `star` is named for those who listen only. */
export function ListHeader<Name extends string>({ columns, width, day, resize }: ListHeaderProps<Name>) {
  return (
    <div role="rowgroup" className={styles['header']}>
      <div role="row" aria-rowindex={1} className={styles['row']} style={{ width }}>
        {columns.map(({ name, column, shownWidth }) => (
          <div key={name} role="columnheader" className={styles['cell']} data-align={column.align} title={column.hint}>
            {name === 'star' ? (
              <Unseen>{column.label}</Unseen>
            ) : (
              <span className={styles['label']}>
                {column.label}
                {name === 'time' && day !== null ? <span className={styles['day']}>{day}</span> : null}
              </span>
            )}
            {column.isFilling === true || name === 'star' ? null : (
              <Resizer column={column} width={shownWidth} resize={resize} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface ResizerProps<Name extends string> {
  readonly column: Column<Name>;
  readonly width: number;
  readonly resize: Resize<Name>;
}

/** For the pointer only: widths change nothing that a keyboard could not reach. */
function Resizer<Name extends string>({ column, width, resize }: ResizerProps<Name>) {
  const start = useRef({ x: 0, width: 0 });

  const onPointerDown = (event: ReactPointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: ReactPointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const wanted = start.current.width + event.clientX - start.current.x;
    resize(column.name, Math.max(column.minWidth, Math.min(600, wanted)));
  };
  return (
    <span
      aria-hidden
      className={styles['resizer']}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => resize(column.name, column.width)}
    />
  );
}
