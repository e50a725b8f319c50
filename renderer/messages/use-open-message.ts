import type { MessageRow } from '../../shared/contract.ts';
import { usePlace } from '../shell/place-store.ts';
import { useMessageStore } from './message-store.ts';

/** Goes to a message on its page, in a list that may have it. */
export function useOpenMessage(): (message: Pick<MessageRow, 'id' | 'messageId' | 'family'>) => void {
  const { goTo, setMessageSearch } = usePlace();
  return ({ id, messageId, family }) => {
    const { openFamily, select, setFollowing, setDetailOpen } = useMessageStore.getState();
    openFamily(family);
    select({ id, messageId });
    setFollowing(false);
    setDetailOpen(true);
    setMessageSearch('');
    goTo('messages');
  };
}
