import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Settings, SettingsChanges } from '../../shared/contract.ts';
import { call } from './client.ts';
import { EXPLANATIONS } from './use-accounts.ts';
import { useSubscription } from './use-subscription.ts';

const KEY = ['settings'];

/** Undefined until the first answer. */
export function useSettings(): Settings | undefined {
  return useQuery({ queryKey: KEY, queryFn: () => call('settings:get', undefined) }).data;
}

/** Keeps `useSettings` true, and what the doctor says under the settings. Mounted once. */
export function useSettingsUpdates(): void {
  const queries = useQueryClient();
  useSubscription('settings:changed', (settings) => {
    queries.setQueryData(KEY, settings);
    void queries.invalidateQueries({ queryKey: EXPLANATIONS });
  });
}

export function useChangeSettings(): (changes: SettingsChanges) => void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (changes: SettingsChanges) => call('settings:set', changes),
    onSuccess: (settings) => queries.setQueryData(KEY, settings),
  });
  return mutate;
}
