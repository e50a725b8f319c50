import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { ListedMessage, MessageQuery } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { usePlace } from '../shell/place-store.ts';
import type { ListSnapshot } from '../webhooks/list-snapshot.ts';
import { ListSource } from '../webhooks/list-source.ts';
import { RowCache } from '../webhooks/row-cache.ts';
import { ActivityList } from './activity-list.ts';
import { useMessageStore } from './message-store.ts';

type Question = Omit<MessageQuery, 'after'>;

export type MessageListSnapshot = ListSnapshot<Question>;

interface OpenMessages {
  readonly source: ListSource<Question, ActivityList>;
  readonly rows: RowCache<ListedMessage>;
}

const MessagesContext = createContext<OpenMessages | null>(null);

/** Keeps the list of messages and the rows around what is on screen, while the page is shown. */
export function MessageListProvider({ children }: { readonly children: ReactNode }) {
  const [list] = useState(openMessages);
  const family = useMessageStore((store) => store.family);
  const search = usePlace((place) => place.messageSearch);

  useEffect(() => list.source.open({ family, search }), [list, family, search]);
  useSubscription('webhooks:changed', (change) => {
    if (change.reread) list.rows.expire();
    list.source.noteChange(change);
  });
  return <MessagesContext value={list}>{children}</MessagesContext>;
}

function openMessages(): OpenMessages {
  const rows = new RowCache((ids) => call('messages:rows', { ids }));
  const ask = async (query: MessageQuery) => {
    const answer = await call('messages:ids', query);
    const changed = new Set(answer.ids);
    // A part of a long text that comes is a message of its own, and changes the rows of the other parts.
    rows.expire((id, row) => changed.has(id) || (row !== null && row.missingParts > 0));
    return answer;
  };
  return {
    source: new ListSource<Question, ActivityList>(ask, new ActivityList(), { family: 'messages', search: '' }),
    rows,
  };
}

export function useMessageList(): OpenMessages {
  const list = useContext(MessagesContext);
  if (!list) throw new Error('useMessageList is used outside of MessageListProvider');
  return list;
}

/** Renders again whenever the messages of the list, or their order, change. */
export function useMessageListSnapshot(): MessageListSnapshot {
  const { source } = useMessageList();
  return useSyncExternalStore(source.subscribe, source.getSnapshot);
}

/** Renders again whenever a row has come or changed. */
export function useMessageRowsRevision(): number {
  const { rows } = useMessageList();
  return useSyncExternalStore(rows.subscribe, rows.getRevision);
}
