import { ArrowDownToLine, Funnel, FunnelX, Search } from 'lucide-react';

import { useFilter } from '../filter/filter-store.ts';
import { useMessageStore } from '../messages/message-store.ts';
import { focusSearch } from '../shell/focus-search.ts';
import { usePlace } from '../shell/place-store.ts';
import { useIsFollowing, useListSnapshot } from '../webhooks/list-context.tsx';
import { followNewest } from '../webhooks/sort-store.ts';
import type { Command } from './command.ts';

/** What the list shows: its filter, and whether it goes on with the newest. */
export function useListCommands(): readonly Command[] {
  const isMessages = usePlace(({ page }) => page === 'messages');
  const search = usePlace((place) => place.messageSearch);
  const isFiltered = useFilter(({ tags, draft }) => tags.length > 0 || draft !== '');
  const follow = useFollow();
  const find: Command = {
    id: 'list:find',
    group: 'List',
    label: isMessages ? 'Search messages' : 'Filter webhooks',
    words: 'find search filter query',
    keys: 'Ctrl+F',
    icon: isMessages ? Search : Funnel,
    run: focusSearch,
  };
  const clear: Command = {
    id: 'list:clear',
    group: 'List',
    label: isMessages ? 'Clear search' : 'Clear filter',
    words: 'reset show everything',
    icon: FunnelX,
    run: () => (isMessages ? usePlace.getState().setMessageSearch('') : useFilter.getState().replace('')),
  };
  const canClear = isMessages ? search !== '' : isFiltered;
  return [find, ...(canClear ? [clear] : []), ...(follow === null ? [] : [follow])];
}

/** Null where no list is shown that could follow, or where it does. */
function useFollow(): Command | null {
  const page = usePlace((place) => place.page);
  const hasWebhooks = useListSnapshot().length > 0;
  const isFollowing = useIsFollowing();
  const isFollowingMessages = useMessageStore((store) => store.isFollowing);
  const command = {
    id: 'list:follow',
    group: 'List',
    label: 'Follow the newest',
    words: 'latest end tail live',
    keys: 'G',
    icon: ArrowDownToLine,
  } as const;
  if (page === 'webhooks' && hasWebhooks && !isFollowing) return { ...command, run: followNewest };
  if (page !== 'messages' || isFollowingMessages) return null;
  return { ...command, run: () => useMessageStore.getState().setFollowing(true) };
}
