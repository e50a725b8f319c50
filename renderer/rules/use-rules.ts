import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { Rule } from '../../shared/contract/rules.ts';
import type { Channel, Input, Output } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { complain } from '../deliveries/use-targets.ts';

const KEY = ['rules'];

type RuleChange = Extract<Channel, 'rules:save' | 'rules:switch' | 'rules:move' | 'rules:remove'>;

/** In the order in which they are asked; undefined until the first answer. */
export function useRules(): readonly Rule[] | undefined {
  return useQuery({ queryKey: KEY, queryFn: () => call('rules:list', undefined) }).data;
}

/** Keeps `useRules` true. Mounted once. */
export function useRulesUpdates(): void {
  const queries = useQueryClient();
  useSubscription('rules:changed', (rules) => queries.setQueryData(KEY, rules));
}

/** Asks main for a change, and is done once the rules have been read anew. */
export function useChangeRules(): <C extends RuleChange>(channel: C, input: Input<C>) => Promise<Output<C>> {
  const queries = useQueryClient();
  return async (channel, input) => {
    const result = await call(channel, input);
    await queries.invalidateQueries({ queryKey: KEY });
    return result;
  };
}

/** Turns rules on or off, and says where that fails. */
export function useSwitchRules(): (rules: readonly Rule[], on: boolean) => void {
  const change = useChangeRules();
  return (rules, on) => {
    Promise.all(rules.map(({ id }) => change('rules:switch', { id, on }))).catch((error: unknown) =>
      complain(on ? 'Not turned on' : 'Not turned off', error),
    );
  };
}
