import { Send } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { useFilter } from '../filter/filter-store.ts';
import { useReplayStore } from '../deliveries/replay-store.ts';
import { IconButton } from '../ui/button.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { useColumnStore } from './column-store.ts';
import { COLUMNS } from './columns.ts';
import { FollowButton } from './follow-button.tsx';
import { useIsFollowing, useList } from './list-context.tsx';
import type { Search } from './list-snapshot.ts';
import styles from './list-toolbar.module.css';
import { SearchProgress } from './search-progress.tsx';
import { useSelection } from './selection-store.ts';
import { SortMark } from './sort-mark.tsx';
import { followNewest } from './sort-store.ts';
import type { View } from './views.ts';

interface ListToolbarProps {
  readonly view: View;
  readonly shown: number;
  readonly search: Search | null;
}

/** Everything that the list shows, asked about before it is sent. */
function ReplayShown({ count }: { readonly count: number }) {
  const { source } = useList();
  const openBulk = useReplayStore((store) => store.openBulk);
  return (
    <IconButton
      icon={Send}
      label={`Replay all ${formatCount(count)}…`}
      onClick={() => openBulk(Array.from(source.ids.slice(0, source.ids.length)))}
    />
  );
}

export function ListToolbar({ view, shown, search }: ListToolbarProps) {
  const filter = useFilter((store) => store.filter);
  const total = useCounts()?.[view.name];
  const isFollowing = useIsFollowing();
  const setFollowing = useSelection((selection) => selection.setFollowing);
  const columnStore = useColumnStore();
  return (
    <header className={styles['toolbar']}>
      <h1 className={styles['title']}>{view.name === 'all' ? 'All webhooks' : view.label}</h1>
      <span className={styles['count']}>
        {filter !== '' && total !== undefined
          ? `${formatCount(shown)} of ${formatCount(total)} match`
          : formatCount(shown)}
      </span>
      {search === null ? null : <SearchProgress search={search} />}
      <span className={styles['space']} />
      <SortMark />
      {shown === 0 ? null : <ReplayShown count={shown} />}
      {shown === 0 ? null : (
        <FollowButton
          isFollowing={isFollowing}
          onChange={(wanted) => (wanted ? followNewest() : setFollowing(false))}
        />
      )}
      <ColumnMenu columns={COLUMNS} store={columnStore} />
    </header>
  );
}
