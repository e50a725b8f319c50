import type { SavedFilter, ViewName } from '../../shared/contract.ts';
import { useSavedFilters } from '../bridge/use-saved-filters.ts';
import { useFilter } from '../filter/filter-store.ts';
import { usePlace } from './place-store.ts';

/** The id of the saved filter that is open; null where none is. */
export function useCurrentSavedFilter(): number | null {
  const { page, view } = usePlace();
  const filter = useFilter((store) => store.filter);
  const open = useSavedFilters().find((saved) => saved.filter === filter);
  return page === 'webhooks' && view === 'all' && open !== undefined ? open.id : null;
}

/** Opens a built-in view. A saved filter is a view of its own: it ends where another one begins. */
export function useOpenView(): (view: ViewName) => void {
  const current = useCurrentSavedFilter();
  return (view) => {
    if (current !== null) useFilter.getState().replace('');
    usePlace.getState().openView(view);
  };
}

export function openSavedFilter({ filter }: SavedFilter): void {
  usePlace.getState().openView('all');
  useFilter.getState().replace(filter);
}
