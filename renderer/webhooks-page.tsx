import { useEffect, useRef } from 'react';
import { Group, Panel, Separator, type Layout } from 'react-resizable-panels';

import { DetailPane } from './detail/detail-pane.tsx';
import { useMedia } from './ui/use-media.ts';
import styles from './webhooks-page.module.css';
import { ListPage } from './webhooks/list-page.tsx';
import { useSelection } from './webhooks/selection-store.ts';

/** The list, and beside it or below it the detail. */
export function WebhooksPage() {
  const isDetailOpen = useSelection((selection) => selection.isDetailOpen);
  const isNarrow = useMedia('(max-width: 1099px)');
  const orientation = isNarrow ? 'vertical' : 'horizontal';
  const page = useRef<HTMLDivElement>(null);

  // Closing the detail must not leave the keys without a place.
  useEffect(() => {
    if (!isDetailOpen && document.activeElement === document.body) {
      page.current?.querySelector<HTMLElement>('[data-list]')?.focus({ preventScroll: true });
    }
  }, [isDetailOpen]);

  return (
    <div ref={page} className={styles['page']}>
      <Group
        key={orientation}
        orientation={orientation}
        defaultLayout={readSplit(orientation)}
        onLayoutChanged={(layout) => {
          if ('detail' in layout) localStorage.setItem(toKey(orientation), JSON.stringify(layout));
        }}
        disableCursor
      >
        <Panel id="list" minSize={isNarrow ? '120px' : '320px'}>
          <ListPage />
        </Panel>
        {isDetailOpen ? (
          <>
            <Separator className={styles['separator']} aria-label="Width of the detail" />
            <Panel id="detail" minSize={isNarrow ? '160px' : '360px'} defaultSize={isNarrow ? '55%' : '46%'}>
              <DetailPane />
            </Panel>
          </>
        ) : null}
      </Group>
    </div>
  );
}

const toKey = (orientation: string): string => `split-${orientation}`;

function readSplit(orientation: string): Layout | undefined {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(toKey(orientation)) ?? 'null');
    if (typeof saved !== 'object' || saved === null) return undefined;
    return Object.fromEntries(
      Object.entries(saved).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return undefined; // Somebody else wrote there; the default will do.
  }
}
