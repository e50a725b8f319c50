import { ArrowDown, ArrowUp, Star } from 'lucide-react';

import type { Sort, SortColumn } from '../../shared/contract.ts';
import { Unseen } from '../ui/unseen.tsx';
import type { Column } from './columns.ts';
import styles from './list-header.module.css';
import { describeDirection, nextSort } from './sort-store.ts';

export interface Sorting {
  /** Null for the order of arrival. */
  readonly sort: Sort | null;
  readonly sortBy: (column: SortColumn) => void;
}

interface SortButtonProps {
  readonly name: SortColumn;
  readonly column: Column<string>;
  readonly day: string | null;
  readonly sorting: Sorting;
  /** Whether Tab stops here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

/** The name of a column that one can sort by, and its arrow. */
export function SortButton({ name, column, day, sorting: { sort, sortBy }, isStop, onFocus }: SortButtonProps) {
  const isSorted = sort?.column === name;
  const Arrow = sort?.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      className={styles['sort']}
      data-sorted={isSorted || undefined}
      title={toTitle(column, nextSort(sort, name))}
      onFocus={onFocus}
      onClick={() => sortBy(name)}
    >
      {name !== 'star' ? (
        <ColumnLabel column={column} day={day} />
      ) : (
        <>
          <Unseen>{column.label}</Unseen>
          {isSorted ? null : <Star size={11} aria-hidden />}
        </>
      )}
      {isSorted ? <Arrow size={11} aria-hidden className={styles['arrow']} /> : null}
    </button>
  );
}

interface ColumnLabelProps {
  readonly column: Column<string>;
  readonly day: string | null;
}

export function ColumnLabel({ column, day }: ColumnLabelProps) {
  return (
    <span className={styles['label']}>
      {column.label}
      {column.name === 'time' && day !== null ? <span className={styles['day']}>{day}</span> : null}
    </span>
  );
}

/** What the column holds, where its name does not say it, and what a click does. */
function toTitle({ label, hint }: Column<string>, next: Sort | null): string {
  const action = next === null ? 'Back to the order of arrival' : `Sort by ${label}, ${describeDirection(next)}`;
  return hint === undefined ? action : `${hint}. ${action}`;
}
