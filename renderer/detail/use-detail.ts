import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';

/** Bodies are up to 10 MB, so few are kept. */
const KEPT_MS = 15_000;

/**
 * All of one webhook; null where it is gone, undefined until the first answer. While the person moves through the list
 * the last one stays, so nothing flickers.
 */
export function useDetail(id: number | null): WebhookDetail | null | undefined {
  const shown = useDeferredValue(id);
  return useQuery({
    queryKey: ['webhook', shown],
    queryFn: () => (shown === null ? null : call('webhook:get', { id: shown })),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: KEPT_MS,
  }).data;
}
