import { Funnel, X } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { useRemoveFilter, useSavedFilterCounts, useSavedFilters } from '../bridge/use-saved-filters.ts';
import { focusNeighbourOnceGone } from '../ui/focus-neighbour.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import rail from './rail.module.css';
import styles from './saved-filters.module.css';
import { openSavedFilter, useCurrentSavedFilter } from './use-open-view.ts';

/** Under the built-in views: the filters that the person has named, with what they match. */
export function SavedFilters() {
  const saved = useSavedFilters();
  const counts = useSavedFilterCounts(saved);
  const current = useCurrentSavedFilter();
  const remove = useRemoveFilter();
  return saved.map((one, index) => {
    const count = counts[index] ?? null;
    return (
      <li key={one.id} className={styles['row']}>
        <Tooltip text={`${one.name}: ${one.filter}`} side="right">
          <button
            type="button"
            aria-current={one.id === current ? 'page' : undefined}
            className={rail['item']}
            onClick={() => openSavedFilter(one)}
          >
            <Funnel size={15} aria-hidden />
            <span className={`${rail['label']} ${styles['name']}`}>{one.name}</span>
            {count === null ? null : <span className={rail['count']}>{formatCount(count)}</span>}
          </button>
        </Tooltip>
        <button
          type="button"
          aria-label={`Delete filter ${one.name}`}
          className={styles['remove']}
          data-removes-item
          onClick={({ currentTarget }) => {
            focusNeighbourOnceGone(currentTarget);
            remove(one);
          }}
        >
          <X size={12} aria-hidden />
        </button>
      </li>
    );
  });
}
