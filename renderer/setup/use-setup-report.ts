import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { AppState } from '../../shared/contract.ts';
import type { ChosenApplication, SetupReport } from '../../shared/contract/setup.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';

const KEY = ['setup'];

export interface Setup {
  /** Undefined until the first answer. */
  readonly report: SetupReport | undefined;
  readonly problem: Error | null;
  /** Asks Vonage again. */
  readonly ask: () => void;
}

/** What the doctor says, for as long as the page is open. Vonage is asked when it opens and when something has changed. */
export function useSetupReport({ switches }: AppState, chosen: ChosenApplication | null): Setup {
  const queries = useQueryClient();
  const { data: report, error } = useQuery({
    queryKey: KEY,
    queryFn: () => call('setup:report', undefined),
    staleTime: 0,
    gcTime: 0,
  });
  const again = (): void => void queries.invalidateQueries({ queryKey: KEY });
  useSubscription('app:changed', again);
  useSubscription('settings:changed', again);
  // What is under way at Vonage is looked at once it is over.
  const settled = switches.filter(({ state }) => state !== 'planned').map(({ id, state }) => `${id} ${state}`);
  // The answer is in the report, which main says has changed.
  const { refetch } = useQuery({
    queryKey: ['setup-asked', chosen, settled],
    queryFn: () => call('setup:ask', undefined),
    enabled: report?.vonage.canAsk ?? false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return { report, problem: error, ask: () => void refetch() };
}
