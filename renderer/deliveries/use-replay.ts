import { useMutation } from '@tanstack/react-query';

import type { DeliveryDetail, TargetState } from '../../shared/contract/deliveries.ts';
import { formatDuration } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { usePlace } from '../shell/place-store.ts';
import { notify } from '../ui/toasts.tsx';
import { useReplayStore } from './replay-store.ts';
import { complain, useTargets } from './use-targets.ts';
import { isTaken, outcomeOf } from './words.ts';

interface Replay {
  /** Where a replay goes unless another target is named; undefined where there is none yet. */
  readonly target: TargetState | undefined;
  readonly isBusy: boolean;
  /** Sends a webhook once more, as it came, and says what was answered. */
  readonly replay: (webhook: number, to?: TargetState) => void;
}

export function useReplay(): Replay {
  const targets = useTargets() ?? [];
  const lastTarget = useReplayStore((store) => store.lastTarget);
  const target = targets.find(({ id }) => id === lastTarget) ?? targets.find(({ live }) => live) ?? targets[0];
  const { mutate, isPending } = useMutation({
    mutationFn: ({ webhook, to }: { readonly webhook: number; readonly to: number }) =>
      call('replay:one', { webhook, destination: { target: to }, signature: 'keep', edit: null }),
    onSuccess: tellAnswer,
    onError: (error) => complain('Not replayed', error),
  });
  return {
    target,
    isBusy: isPending,
    replay(webhook, to = target) {
      if (to === undefined) return askForTarget();
      useReplayStore.getState().rememberTarget(to.id);
      mutate({ webhook, to: to.id });
    },
  };
}

function tellAnswer({ row }: DeliveryDetail): void {
  const took = row.totalUs === null ? '' : ` in ${formatDuration(row.totalUs)}`;
  notify({
    title:
      row.status === null ? `${row.targetName} did not answer` : `${row.targetName} answered ${outcomeOf(row)}${took}`,
    ...(row.problem === null ? {} : { description: row.problem }),
    tone: isTaken(row) === true ? 'plain' : 'bad',
  });
}

function askForTarget(): void {
  notify({
    title: 'Replay to where?',
    description: 'Tell the address of your app first.',
    action: { label: 'Add a target', run: () => usePlace.getState().goTo('deliveries') },
  });
}
