import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import type {
  DeliveryDetail,
  DeliveryQuery,
  DeliveryRow,
  Run,
  RunDelivery,
  RunDeliveryQuery,
} from '../../shared/contract/deliveries.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';

const LISTS = ['deliveries'];
const RUNS = ['runs'];
const PAUSE_MS = 200;

export const EVERY_DELIVERY: DeliveryQuery = { webhook: null, target: null, run: null, failed: false, before: null };

/** The newest that fit, newest first; undefined until the first answer. */
export function useDeliveries(query: DeliveryQuery): readonly DeliveryRow[] | undefined {
  return useQuery({
    queryKey: [...LISTS, query],
    queryFn: () => call('deliveries:list', query),
    placeholderData: keepPreviousData,
  }).data;
}

/** Null where it is gone; undefined until the first answer. */
export function useDelivery({ id, state }: DeliveryRow): DeliveryDetail | null | undefined {
  return useQuery({ queryKey: ['delivery', id, state], queryFn: () => call('deliveries:get', { id }) }).data;
}

/** The same of one that is over, by its number alone. */
export function useDeliveryById(id: number): DeliveryDetail | null | undefined {
  return useQuery({ queryKey: ['delivery', id], queryFn: () => call('deliveries:get', { id }) }).data;
}

/** Newest first. */
export function useRuns(): readonly Run[] | undefined {
  return useQuery({ queryKey: RUNS, queryFn: () => call('runs:list', undefined) }).data;
}

interface RunDeliveries {
  /** In the order of the run; undefined until the first answer. */
  readonly rows: readonly RunDelivery[] | undefined;
  /** The last place that was looked at; null where that is the end. */
  readonly next: number | null | undefined;
  readonly isFetching: boolean;
  readonly more: () => void;
}

export function useRunDeliveries(run: number, which: RunDeliveryQuery['which']): RunDeliveries {
  const { data, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: [...LISTS, 'run', run, which],
    queryFn: ({ pageParam: after }) => call('runs:deliveries', { run, which, after }),
    initialPageParam: -1,
    getNextPageParam: ({ next }) => next,
  });
  return {
    rows: data?.pages.flatMap(({ rows }) => rows),
    next: data?.pages.at(-1)?.next,
    isFetching,
    more: () => void fetchNextPage(),
  };
}

export function useRun(id: number | null): Run | undefined {
  return useRuns()?.find((run) => run.id === id);
}

/** Keeps the two above true, with at most five questions a second however fast deliveries come. Mounted once. */
export function useDeliveriesUpdates(): void {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  useSubscription('deliveries:changed', ({ runs }) => {
    queries.setQueryData<readonly Run[]>(RUNS, (known) => [
      ...runs,
      ...(known ?? []).filter(({ id }) => id < (runs.at(-1)?.id ?? Infinity)),
    ]);
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: LISTS });
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
