import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';

import type { MessageDetail } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { MESSAGE_KEY, useMessageUpdates } from '../detail/use-message.ts';

const KEPT_MS = 15_000;

/**
 * All that is known of a message; null where it is gone, undefined until the first answer. While the person moves
 * through the list, also to a row that is still being fetched, the last one stays, so nothing flickers.
 */
export function useMessageDetail(messageId: string | null): MessageDetail | null | undefined {
  const shown = useDeferredValue(messageId);
  useMessageUpdates();
  return useQuery({
    queryKey: [MESSAGE_KEY, 'of', shown],
    queryFn: () => call('message:get', { messageId: shown ?? '' }),
    enabled: shown !== null,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: KEPT_MS,
  }).data;
}
