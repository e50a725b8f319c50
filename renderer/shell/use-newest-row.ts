import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import type { WebhookRow } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { useListSnapshot } from '../webhooks/list-context.tsx';

const PAUSE_MS = 400;

/** The webhook that came last, whatever list is open; looked up at most a few times a second. */
export function useNewestRow(): WebhookRow | null | undefined {
  const { upTo: upToAtStart } = useListSnapshot();
  const [pushed, setPushed] = useState(0);
  const latest = useRef(0);
  const timer = useRef<number | undefined>(undefined);
  useSubscription('webhooks:changed', ({ upTo }) => {
    latest.current = upTo;
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      setPushed(latest.current);
    }, PAUSE_MS);
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  const newest = pushed === 0 ? upToAtStart : pushed;
  return useQuery({
    queryKey: ['newest', newest],
    queryFn: async () => (await call('list:rows', { ids: [newest] }))[0] ?? null,
    enabled: newest > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data;
}
