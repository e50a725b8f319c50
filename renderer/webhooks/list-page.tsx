import { useSettings } from '../bridge/use-settings.ts';
import { usePlace } from '../shell/place-store.ts';
import { Arrivals } from './arrivals.tsx';
import { ListState } from './list-state.tsx';
import { useListSnapshot } from './list-context.tsx';
import styles from './list-page.module.css';
import { ListToolbar } from './list-toolbar.tsx';
import { viewOf } from './views.ts';
import { WebhookList } from './webhook-list.tsx';

export const ROW_HEIGHTS = { comfortable: 32, compact: 26 };

/** The centre of the window: the open view, or why it is empty. */
export function ListPage() {
  const snapshot = useListSnapshot();
  const density = useSettings()?.density ?? 'comfortable';
  const view = viewOf(usePlace((place) => place.view));
  return (
    <section aria-label="Webhooks" className={styles['page']}>
      <ListToolbar view={view} shown={snapshot.length} search={snapshot.search} />
      {snapshot.length > 0 ? (
        <WebhookList label={`${view.label} webhooks`} rowHeight={ROW_HEIGHTS[density]} />
      ) : (
        <ListState snapshot={snapshot} />
      )}
      <Arrivals />
    </section>
  );
}
