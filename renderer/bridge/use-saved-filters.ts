import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import type { Input, SavedFilter } from '../../shared/contract.ts';
import { notify } from '../ui/toasts.tsx';
import { call } from './client.ts';
import { useSubscription } from './use-subscription.ts';

const KEY = ['saved-filters'];
const COUNTS = ['saved-filter-counts'];
/** Some counts have to go through all webhooks. */
const PAUSE_MS = 1_000;
/** As many as can be asked for at once. The rest is without a count. */
const MOST_COUNTED = 100;

/** Empty until the first answer. */
export function useSavedFilters(): readonly SavedFilter[] {
  return useQuery({ queryKey: KEY, queryFn: () => call('filters:list', undefined) }).data ?? [];
}

/** How many webhooks each of them matches, in their order; true within a second or so. */
export function useSavedFilterCounts(saved: readonly SavedFilter[]): readonly (number | null)[] {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  const filters = saved.slice(0, MOST_COUNTED).map(({ filter }) => filter);
  useSubscription('webhooks:changed', () => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: COUNTS });
    }, PAUSE_MS);
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  const { data } = useQuery({
    queryKey: [...COUNTS, filters],
    queryFn: () => call('filters:counts', { filters }),
    enabled: filters.length > 0,
  });
  return data ?? [];
}

export function useSaveFilter(): (saved: Input<'filters:save'>) => void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (saved: Input<'filters:save'>) => call('filters:save', saved),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: (error) => notify({ title: 'The filter was not saved', description: error.message, tone: 'bad' }),
  });
  return mutate;
}

export function useRemoveFilter(): (saved: SavedFilter) => void {
  const queries = useQueryClient();
  const save = useSaveFilter();
  const { mutate } = useMutation({
    mutationFn: ({ id }: SavedFilter) => call('filters:remove', { id }),
    onSuccess: (_done, { name, filter }) => {
      notify({ title: `Filter “${name}” deleted`, action: { label: 'Undo', run: () => save({ name, filter }) } });
      return queries.invalidateQueries({ queryKey: KEY });
    },
    onError: (error) => notify({ title: 'The filter was not deleted', description: error.message, tone: 'bad' }),
  });
  return mutate;
}
