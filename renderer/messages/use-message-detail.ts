import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';

import type { MessageDetail } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { MESSAGE_KEY, useMessageUpdates } from '../detail/use-message.ts';

const KEPT_MS = 15_000;

/**
 * All that is known of a message; null where it is gone, undefined until the first answer. While the person moves
 * through the list the last one stays, so nothing flickers.
 */
export function useMessageDetail(messageId: string | null): MessageDetail | null | undefined {
  const shown = useDeferredValue(messageId);
  useMessageUpdates();
  return useQuery({
    queryKey: [MESSAGE_KEY, 'of', shown],
    queryFn: () => (shown === null ? null : call('message:get', { messageId: shown })),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: KEPT_MS,
  }).data;
}
