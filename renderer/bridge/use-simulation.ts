import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { Channel, Input, Output } from '../../shared/contract.ts';
import type { Simulation } from '../../shared/contract/simulate.ts';
import { call } from './client.ts';
import { useSubscription } from './use-subscription.ts';

const SIMULATION = ['simulation'];

/** What can be simulated; undefined until the first answer. */
export function useCatalogue(): Output<'simulate:catalogue'> | undefined {
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: () => call('simulate:catalogue', undefined),
    staleTime: Infinity,
  }).data;
}

/** The simulation that runs, or the last one, as it goes on. */
export function useSimulation(): Simulation | undefined {
  const queries = useQueryClient();
  useSubscription('simulation:changed', (simulation) => queries.setQueryData(SIMULATION, simulation));
  return useQuery({ queryKey: SIMULATION, queryFn: () => call('simulate:state', undefined) }).data;
}

type Starting = Extract<Channel, 'simulate:send' | 'simulate:run' | 'simulate:stop'>;

/** Begins or stops a simulation. */
export function useSimulate(): <C extends Starting>(channel: C, input: Input<C>) => Promise<void> {
  const queries = useQueryClient();
  return async (channel, input) => {
    await call(channel, input);
    // The answers may already be further than what was returned.
    await queries.invalidateQueries({ queryKey: SIMULATION });
  };
}
