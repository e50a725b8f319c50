import { formatCount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { useFilter } from '../filter/filter-store.ts';
import { ColumnMenu } from './column-menu.tsx';
import { useColumnStore } from './column-store.ts';
import { COLUMNS } from './columns.ts';
import { FollowButton } from './follow-button.tsx';
import { useIsFollowing } from './list-context.tsx';
import styles from './list-toolbar.module.css';
import { useSelection } from './selection-store.ts';
import { SortMark } from './sort-mark.tsx';
import { followNewest } from './sort-store.ts';
import type { View } from './views.ts';

interface ListToolbarProps {
  readonly view: View;
  readonly shown: number;
}

export function ListToolbar({ view, shown }: ListToolbarProps) {
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
      <span className={styles['space']} />
      <SortMark />
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
