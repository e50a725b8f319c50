import { X } from 'lucide-react';

import { LiveRegion } from '../ui/live-region.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { COLUMNS } from './columns.ts';
import { useListSnapshot } from './list-context.tsx';
import styles from './sort-mark.module.css';
import { describeDirection, useSort } from './sort-store.ts';

/** By what the list is sorted, also where that column is not on screen; a click goes back to the order of arrival. */
export function SortMark() {
  const { sort, clear } = useSort();
  const { answers, isReading } = useListSnapshot();
  if (sort === null) return null;
  const label = COLUMNS.find(({ name }) => name === sort.column)?.label ?? '';
  const isThere = answers?.sort === sort;
  const words = isThere ? `By ${label}, ${describeDirection(sort)}` : isReading ? `Sorting by ${label}…` : 'Not sorted';
  return (
    <>
      <Tooltip text="Back to the order of arrival">
        <button
          type="button"
          className={styles['mark']}
          data-waits={(isReading && !isThere) || undefined}
          onClick={clear}
        >
          <span className={styles['words']}>{words}</span>
          <X size={12} aria-hidden />
        </button>
      </Tooltip>
      <LiveRegion text={isThere ? words : ''} />
    </>
  );
}
