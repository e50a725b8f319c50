import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { ListQuery, Sort, ViewName, WebhookRow } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useSubscription } from '../bridge/use-subscription.ts';
import { toAppAnswer, useAppAnswersCache, type AppAnswer } from '../deliveries/app-answers.tsx';
import { useAppliedFilter } from '../filter/use-applied-filter.ts';
import { usePlace } from '../shell/place-store.ts';
import { IdList } from './id-list.ts';
import type { IdRanges } from './id-ranges.ts';
import type { ListSnapshot } from './list-snapshot.ts';
import { ListSource } from './list-source.ts';
import { RowCache } from './row-cache.ts';
import { useSelection } from './selection-store.ts';
import { useSort } from './sort-store.ts';

interface Question {
  readonly view: ViewName;
  readonly filter: string;
  readonly sort: Sort | null;
}

export type WebhookListSnapshot = ListSnapshot<Question>;

interface OpenList {
  readonly source: ListSource<Question, IdList>;
  readonly rows: RowCache<WebhookRow>;
  /** What was deleted, removal by removal, for as long as a list or the detail may still show it. */
  readonly removed: Set<IdRanges>;
}

const ListContext = createContext<OpenList | null>(null);

function makeList(appAnswers: RowCache<AppAnswer>): OpenList {
  const rows = new RowCache<WebhookRow>((ids) => call('list:rows', { ids }));
  const askForIds = async (query: ListQuery) => {
    const [keepRows, keepAnswers] = [rows.expect(), appAnswers.expect()];
    const answer = await call('list:ids', query);
    const ids = answer.rows.map(({ id }) => id);
    keepRows(ids, answer.rows);
    keepAnswers(ids, answer.deliveries.map(toAppAnswer));
    return answer;
  };
  const nothing = { view: 'all', filter: '', sort: null } as const;
  return {
    rows,
    removed: new Set(),
    source: new ListSource<Question, IdList>(askForIds, new IdList(), nothing, ({ sort }) => sort !== null),
  };
}

/** Keeps the open list and the rows around what is on screen, also while another page is shown. */
export function ListProvider({ children }: { readonly children: ReactNode }) {
  const appAnswers = useAppAnswersCache();
  const [list] = useState(() => makeList(appAnswers));
  const view = usePlace((place) => place.view);
  const filter = useAppliedFilter();
  const sort = useSort((store) => store.sort);

  useEffect(() => list.source.open({ view, filter, sort }), [list, view, filter, sort]);
  useSubscription('webhooks:changed', (change) => {
    list.source.noteChange(change);
    const { reread, changedFrom } = change;
    if (reread) list.rows.expire();
    else if (changedFrom !== null) list.rows.expire((id) => id >= changedFrom);
  });
  return <ListContext value={list}>{children}</ListContext>;
}

export function useList(): OpenList {
  const list = useContext(ListContext);
  if (!list) throw new Error('useList is used outside of ListProvider');
  return list;
}

/** Renders again whenever the ids of the list change. */
export function useListSnapshot(): WebhookListSnapshot {
  const { source } = useList();
  return useSyncExternalStore(source.subscribe, source.getSnapshot);
}

/** Whether the list stays at its end: only in the order of arrival that is where the newest come. */
export function useIsFollowing(): boolean {
  const isWanted = useSelection((selection) => selection.isFollowing);
  const sort = useSort((store) => store.sort);
  const { answers } = useListSnapshot();
  return isWanted && sort === null && (answers?.sort ?? null) === null;
}

/** Renders again whenever a row has come or changed. */
export function useRowsRevision(): number {
  const { rows } = useList();
  return useSyncExternalStore(rows.subscribe, rows.getRevision);
}
