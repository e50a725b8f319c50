import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { AppState } from '../../shared/contract.ts';
import { call } from './client.ts';
import { useSubscription } from './use-subscription.ts';

/** What the app says of itself; undefined until the first answer. */
export function useAppState(): AppState | undefined {
  return useQuery({ queryKey: ['app'], queryFn: () => call('app:state', undefined) }).data;
}

/** Keeps `useAppState` true. Mounted once. */
export function useAppStateUpdates(): void {
  const queries = useQueryClient();
  useSubscription('app:changed', (state) => queries.setQueryData(['app'], state));
}
