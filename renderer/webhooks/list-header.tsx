import { type KeyboardEvent, type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';

import type { SortColumn } from '../../shared/contract.ts';
import { Unseen } from '../ui/unseen.tsx';
import type { Column, PlacedColumn } from './columns.ts';
import styles from './list-header.module.css';
import { ColumnLabel, SortButton, type Sorting } from './sort-button.tsx';
import { canSort } from './sort-store.ts';

interface ListHeaderProps<Name extends string> {
  readonly columns: readonly PlacedColumn<Name>[];
  /** Of the rows, which the scroll bar makes narrower than the header. */
  readonly width: number;
  /** The day of the uppermost row, where it is not today. */
  readonly day: string | null;
  readonly resize: Resize<Name>;
  /** Absent where the list has only one order. */
  readonly sorting?: Sorting;
}

type Resize<Name extends string> = (name: Name, width: number) => void;

/** The names of the columns. A list has a column `time`; a column `star` is named for those who listen only. */
export function ListHeader<Name extends string>({ columns, width, day, resize, sorting }: ListHeaderProps<Name>) {
  const stops = columns.map(({ name }) => name).filter((name) => sorting !== undefined && canSort(name));
  const [focused, setFocused] = useState<Name | null>(null);
  // One stop for Tab, as the rows are one: the arrows go on from there.
  const stop = focused !== null && stops.includes(focused) ? focused : stops[0];
  return (
    <div role="rowgroup" className={styles['header']}>
      <div role="row" aria-rowindex={1} className={styles['row']} style={{ width }} onKeyDown={moveFocus}>
        {columns.map(({ name, column, shownWidth }) => (
          <div
            key={name}
            role="columnheader"
            aria-sort={sorting !== undefined && canSort(name) ? ariaSort(sorting, name) : undefined}
            className={styles['cell']}
            data-align={column.align}
            title={column.hint}
          >
            {sorting !== undefined && canSort(name) ? (
              <SortButton
                name={name}
                column={column}
                day={day}
                sorting={sorting}
                isStop={name === stop}
                onFocus={() => setFocused(name)}
              />
            ) : name === 'star' ? (
              <Unseen>{column.label}</Unseen>
            ) : (
              <ColumnLabel column={column} day={day} />
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

function ariaSort({ sort }: Sorting, name: SortColumn): 'ascending' | 'descending' | 'none' {
  return sort?.column === name ? sort.direction : 'none';
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'));
  const at = buttons.findIndex((button) => button === event.target);
  if (at === -1) return;
  event.preventDefault();
  buttons[at + step]?.focus();
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
