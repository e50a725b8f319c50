import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import type { Counts } from '../../shared/contract.ts';
import { call } from './client.ts';
import { useSubscription } from './use-subscription.ts';

const KEY = ['counts'];
const PAUSE_MS = 250;

/** How many webhooks each view holds; undefined until the first answer. */
export function useCounts(): Counts | undefined {
  return useQuery({ queryKey: KEY, queryFn: () => call('list:counts', undefined) }).data;
}

/** Keeps `useCounts` true, with at most four questions a second however fast webhooks arrive. Mounted once. */
export function useCountsUpdates(): void {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  useSubscription('webhooks:changed', () => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: KEY });
    }, PAUSE_MS);
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
