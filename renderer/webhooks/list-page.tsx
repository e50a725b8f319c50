import { useState } from 'react';

import { formatAmount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { usePlace } from '../shell/place-store.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { ListState } from './list-state.tsx';
import { useListSnapshot } from './list-context.tsx';
import styles from './list-page.module.css';
import { ListToolbar } from './list-toolbar.tsx';
import { viewOf } from './views.ts';
import { WebhookList } from './webhook-list.tsx';

const ROW_HEIGHTS = { comfortable: 32, compact: 26 };

/** The centre of the window: the open view, or why it is empty. */
export function ListPage() {
  const snapshot = useListSnapshot();
  const density = useSettings()?.density ?? 'comfortable';
  const view = viewOf(usePlace((place) => place.view));
  return (
    <section aria-label="Webhooks" className={styles['page']}>
      <ListToolbar view={view} shown={snapshot.length} />
      {snapshot.length > 0 ? (
        <WebhookList label={`${view.label} webhooks`} rowHeight={ROW_HEIGHTS[density]} />
      ) : (
        <ListState snapshot={snapshot} />
      )}
      <Arrivals />
    </section>
  );
}

/** Tells those who listen how many webhooks have come. */
function Arrivals() {
  const stored = useCounts()?.all;
  const [atStart, setAtStart] = useState<number>();
  if (atStart === undefined && stored !== undefined) setAtStart(stored);
  const came = stored === undefined || atStart === undefined ? 0 : stored - atStart;
  return <LiveRegion text={came > 0 ? `${formatAmount(came, 'new webhook')} since the window opened` : ''} />;
}
