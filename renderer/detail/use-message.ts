import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef } from 'react';

import type { MessageDetail } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';

/** Starts the key of every answer about a message. */
export const MESSAGE_KEY = 'message';
const KEPT_MS = 15_000;
const PAUSE_MS = 250;

/**
 * All that is known of the message of a webhook; null where it has none, or none is known yet. From one webhook of a
 * message to the next the last answer stays; it is never shown for another message.
 */
export function useMessage(webhookId: number | null): MessageDetail | null {
  const shown = useDeferredValue(webhookId);
  const { data, isPlaceholderData } = useQuery({
    queryKey: [MESSAGE_KEY, shown],
    queryFn: () => (shown === null ? null : call('webhook:message', { id: shown })),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: KEPT_MS,
  });
  useMessageUpdates();
  if (data === null || data === undefined) return null;
  return isPlaceholderData && !data.steps.some(({ arrivals }) => arrivals.some(({ id }) => id === shown)) ? null : data;
}

/** Asks again at most four times a second, however fast webhooks arrive. */
export function useMessageUpdates(): void {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  useSubscription('webhooks:changed', () => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: [MESSAGE_KEY] });
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
