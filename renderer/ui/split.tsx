import { useEffect, useRef, type ReactNode } from 'react';
import { Group, Panel, Separator, useGroupRef, type Layout } from 'react-resizable-panels';

import styles from './split.module.css';
import { useMedia } from './use-media.ts';

interface SplitProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  readonly isDetailOpen: boolean;
}

/** A list, and beside it or below it the detail. The split is remembered, the same for every page. */
export function Split({ list, detail, isDetailOpen }: SplitProps) {
  const isNarrow = useMedia('(max-width: 1099px)');
  const orientation = isNarrow ? 'vertical' : 'horizontal';
  const page = useRef<HTMLDivElement>(null);
  const group = useGroupRef();
  /** What the layout of the panels is for: turned, they have the one of before until they are told. */
  const laidOut = useRef(orientation);
  const usualDetail = isNarrow ? 55 : 46;

  // Closing the detail must not leave the keys without a place.
  useEffect(() => {
    if (!isDetailOpen && document.activeElement === document.body) {
      page.current?.querySelector<HTMLElement>('[data-list]')?.focus({ preventScroll: true });
    }
  }, [isDetailOpen]);

  // The same panels are turned: what is read or written in them keeps its place and the focus.
  useEffect(() => {
    if (!isDetailOpen || laidOut.current === orientation) return undefined;
    // A panel that has only now come is not known to the group before the next frame.
    const frame = requestAnimationFrame(() => {
      if (!('detail' in (group.current?.getLayout() ?? {}))) return;
      laidOut.current = orientation;
      group.current?.setLayout(readSplit(orientation) ?? { list: 100 - usualDetail, detail: usualDetail });
    });
    return () => cancelAnimationFrame(frame);
  }, [group, orientation, isDetailOpen, usualDetail]);

  return (
    <div ref={page} className={styles['page']}>
      <Group
        groupRef={group}
        orientation={orientation}
        defaultLayout={readSplit(orientation)}
        onLayoutChanged={(layout) => {
          if (!('detail' in layout) || laidOut.current !== orientation) return;
          localStorage.setItem(toKey(orientation), JSON.stringify(layout));
        }}
        disableCursor
      >
        <Panel id="list" minSize={isNarrow ? '120px' : '320px'}>
          {list}
        </Panel>
        {isDetailOpen ? (
          <>
            <Separator className={styles['separator']} aria-label="Width of the detail" />
            <Panel id="detail" minSize={isNarrow ? '160px' : '360px'} defaultSize={`${usualDetail}%`}>
              {detail}
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
