import { ArrowDownToLine, Columns3 } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { useFilter } from '../filter/filter-store.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { useColumnStore } from './column-store.ts';
import { COLUMNS, isChosen } from './columns.ts';
import styles from './list-toolbar.module.css';
import { useSelection } from './selection-store.ts';
import type { View } from './views.ts';

interface ListToolbarProps {
  readonly view: View;
  readonly shown: number;
}

export function ListToolbar({ view, shown }: ListToolbarProps) {
  const filter = useFilter((store) => store.filter);
  const total = useCounts()?.[view.name];
  const isFollowing = useSelection((selection) => selection.isFollowing);
  const setFollowing = useSelection((selection) => selection.setFollowing);
  return (
    <header className={styles['toolbar']}>
      <h1 className={styles['title']}>{view.name === 'all' ? 'All webhooks' : view.label}</h1>
      <span className={styles['count']}>
        {filter !== '' && total !== undefined
          ? `${formatCount(shown)} of ${formatCount(total)} match`
          : formatCount(shown)}
      </span>
      <span className={styles['space']} />
      {shown === 0 ? null : (
        <Tooltip text={isFollowing ? 'Following the newest' : 'Follow the newest'} keys="G">
          <button
            type="button"
            aria-pressed={isFollowing}
            className={styles['follow']}
            onClick={() => setFollowing(!isFollowing)}
          >
            <ArrowDownToLine size={13} aria-hidden />
            Follow
          </button>
        </Tooltip>
      )}
      <ColumnMenu />
    </header>
  );
}

function ColumnMenu() {
  const { chosen, choose, reset } = useColumnStore();
  return (
    <Menu trigger={<IconButton icon={Columns3} label="Columns" />}>
      <MenuLabel>Columns, where there is room</MenuLabel>
      {COLUMNS.filter((column) => column.name !== 'summary').map((column) => (
        <MenuCheck
          key={column.name}
          label={column.label}
          checked={isChosen(column, chosen)}
          onChange={(shown) => choose(column.name, shown)}
        />
      ))}
      <MenuLine />
      <MenuItem onClick={reset}>Back to the defaults</MenuItem>
    </Menu>
  );
}
