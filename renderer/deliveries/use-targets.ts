import { useQuery, useQueryClient } from '@tanstack/react-query';

import type { Channel, Input, Output } from '../../shared/contract.ts';
import type { TargetState } from '../../shared/contract/deliveries.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { notify } from '../ui/toasts.tsx';
import { toFields } from './target-fields.ts';

const KEY = ['targets'];

type TargetChannel = Extract<
  Channel,
  'targets:save' | 'targets:remove' | 'targets:replay-missed' | 'targets:dismiss-missed'
>;

/** Undefined until the first answer. */
export function useTargets(): readonly TargetState[] | undefined {
  return useQuery({ queryKey: KEY, queryFn: () => call('targets:list', undefined) }).data;
}

/** Keeps `useTargets` true. Mounted once. */
export function useTargetsUpdates(): void {
  const queries = useQueryClient();
  useSubscription('targets:changed', (targets) => queries.setQueryData(KEY, targets));
}

/** Asks main for a change, and is done once the targets have been read anew. */
export function useChangeTargets(): <C extends TargetChannel>(channel: C, input: Input<C>) => Promise<Output<C>> {
  const queries = useQueryClient();
  return async (channel, input) => {
    const result = await call(channel, input);
    await queries.invalidateQueries({ queryKey: KEY });
    return result;
  };
}

/** Switches the live forward of a target on or off, and says where that fails. */
export function useSetLive(): (target: TargetState, live: boolean) => void {
  const change = useChangeTargets();
  return (target, live) => {
    change('targets:save', { ...toFields(target), id: target.id, live }).catch((error: unknown) =>
      complain('Not changed', error),
    );
  };
}

export function complain(title: string, error: unknown): void {
  notify({ title, description: error instanceof Error ? error.message : String(error), tone: 'bad' });
}
