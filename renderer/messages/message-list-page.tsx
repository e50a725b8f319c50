import { formatCount } from '../../shared/format.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { Choice } from '../ui/choice.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { Arrivals } from '../webhooks/arrivals.tsx';
import { ColumnMenu } from '../webhooks/column-menu.tsx';
import { FollowButton } from '../webhooks/follow-button.tsx';
import styles from '../webhooks/list-page.module.css';
import { ROW_HEIGHTS } from '../webhooks/list-page.tsx';
import toolbar from '../webhooks/list-toolbar.module.css';
import { FAMILIES } from './families.ts';
import { MESSAGE_COLUMNS } from './message-columns.ts';
import { useMessageListSnapshot } from './message-list-context.tsx';
import { MessageListState } from './message-list-state.tsx';
import { MessageList, useMessageColumns } from './message-list.tsx';
import { useMessageStore } from './message-store.ts';

/** The messages of one family, or why there are none. */
export function MessageListPage() {
  const snapshot = useMessageListSnapshot();
  const density = useSettings()?.density ?? 'comfortable';
  const { family, openFamily, isFollowing, setFollowing } = useMessageStore();
  const columnStore = useMessageColumns();
  const label = FAMILIES.find(({ value }) => value === family)?.label ?? '';
  return (
    <section aria-label="Messages" className={styles['page']}>
      {/* The choice says the same to those who see. */}
      <h1>
        <Unseen>Messages</Unseen>
      </h1>
      <header className={toolbar['toolbar']}>
        <Choice label="Which messages" value={family} choices={FAMILIES} onChange={openFamily} />
        <span className={toolbar['count']}>
          {formatCount(snapshot.length)}
          {snapshot.answers !== null && snapshot.answers.search !== '' ? ' match' : null}
        </span>
        <span className={toolbar['space']} />
        {snapshot.length === 0 ? null : <FollowButton isFollowing={isFollowing} onChange={setFollowing} />}
        <ColumnMenu columns={MESSAGE_COLUMNS} store={columnStore} />
      </header>
      {snapshot.length > 0 ? (
        <MessageList label={label} rowHeight={ROW_HEIGHTS[density]} />
      ) : (
        <MessageListState snapshot={snapshot} />
      )}
      <Arrivals />
    </section>
  );
}
