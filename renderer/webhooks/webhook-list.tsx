import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

import type { Sort } from '../../shared/contract.ts';
import { formatCount, formatDay, isSameDay } from '../../shared/format.ts';
import { useAppAnswers } from '../deliveries/app-answers.tsx';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { useWidth } from '../ui/use-width.ts';
import { useColumnStore } from './column-store.ts';
import { COLUMNS, placeColumns, toColumnStyle } from './columns.ts';
import type { IdList } from './id-list.ts';
import { countSelected, includesId } from './id-ranges.ts';
import { useIsFollowing, useList, useListSnapshot, useRowsRevision } from './list-context.tsx';
import { ListHeader } from './list-header.tsx';
import { RowMenu } from './row-menu.tsx';
import { NewPill, SortAgainPill } from './new-pill.tsx';
import { useSelection } from './selection-store.ts';
import { useSort } from './sort-store.ts';
import { useListKeys } from './use-list-keys.ts';
import { useWebhookActions } from './use-webhook-actions.ts';
import styles from './webhook-list.module.css';
import { toRowElementId, WebhookRowView } from './webhook-row.tsx';

interface WebhookListProps {
  readonly label: string;
  readonly rowHeight: number;
}

/** More rows than on screen are fetched, so that a calm scroll never meets an empty one. */
export const FETCH_AHEAD = 60;

export function WebhookList({ label, rowHeight }: WebhookListProps) {
  const { source, rows } = useList();
  const { length, answers, revision, waiting, isReading } = useListSnapshot();
  useRowsRevision();
  const appAnswers = useAppAnswers();
  const grid = useRef<HTMLDivElement>(null);
  const { activeId, ranges, setFollowing, seenUpTo, see } = useSelection();
  const isFollowing = useIsFollowing();
  const sorting = useSort();
  const shownSort = answers?.sort ?? null;
  const isSorted = shownSort !== null;
  const actions = useWebhookActions();
  const [width, measureWidth] = useWidth();
  const columns = usePlacedColumns(width);
  const resize = useColumnStore((store) => store.resize);
  const virtual = useVirtualRows(length, rowHeight);
  const { scroller, attach, first, last, firstInView, lastInView, height, viewport, topOf } = virtual;

  useEffect(
    () =>
      scroller.subscribeToScroll(({ by, isAtEnd }) => {
        if (isSorted) return;
        if (isAtEnd) setFollowing(true);
        else if (by < 0) setFollowing(false);
      }),
    [scroller, setFollowing, isSorted],
  );

  useLayoutEffect(() => scroller.follow(isFollowing), [scroller, isFollowing]);

  // Whoever moves the active row, keys or a deletion, wants to see it; rows that come before it must not scroll.
  const activeIndex = activeId === null ? -1 : source.ids.indexOf(activeId);
  const reveal = useEffectEvent((id: number) => {
    if (!isFollowing && source.ids.indexOf(id) !== -1) scroller.reveal(source.ids.indexOf(id));
  });
  const isReady = length > 0 && viewport > 0;
  useLayoutEffect(() => {
    if (isReady && activeId !== null) reveal(activeId);
  }, [activeId, isReady]);

  // Another list was opened: the active webhook stays in sight where it has it, else the newest is shown. Another order
  // is read from its beginning.
  const sortBefore = useRef(shownSort);
  const open = useEffectEvent(() => {
    if (isSorted) {
      if (activeIndex === -1 || sortBefore.current !== shownSort) scroller.moveToRow(0);
    } else {
      if (activeIndex === -1) setFollowing(true);
      else if (sortBefore.current !== null) reveal(activeId ?? 0);
      see(source.ids.highest ?? 0);
    }
    sortBefore.current = shownSort;
  });
  useLayoutEffect(() => {
    if (answers !== null) open();
  }, [answers]);

  useEffect(() => {
    const near = source.ids.slice(first - FETCH_AHEAD, last + FETCH_AHEAD);
    rows.want(near);
    appAnswers.want(near);
    if (!isSorted && !isFollowing) see(source.ids.at(lastInView) ?? 0);
  });
  // While it follows, everything is seen: noted once, at the end, and not with each row.
  useLayoutEffect(() => {
    if (!isFollowing) return undefined;
    return () => see(source.ids.highest ?? 0);
  }, [isFollowing, source, see]);

  const handleKey = useListKeys();
  const onKeyDown = (event: KeyboardEvent) => {
    delete grid.current?.dataset['pointed'];
    // Enter is for the button that has the focus: a column, or the pill.
    if (event.key !== 'Enter' || !(event.target instanceof HTMLButtonElement)) handleKey(event);
  };
  const unseen = isFollowing || isSorted ? 0 : source.ids.countAbove(seenUpTo);
  // Rows picked in a sorted list are many ranges.
  // oxlint-disable-next-line react/exhaustive-deps -- the revision stands for the ids
  const selected = useMemo(() => countSelected(ranges, source.ids), [ranges, source, revision]);
  const ids = source.ids.slice(first, last);
  const isActiveShown = activeIndex >= first && activeIndex < last;

  const onMouseDown = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const id = Number(target?.closest<HTMLElement>('[data-id]')?.dataset['id']);
    if (!id || event.button === 1) return;
    if (event.button === 2) {
      // The menu speaks of what is selected; a right click elsewhere selects that first.
      if (!includesId(ranges, id)) pick(id, event, source.ids);
      return;
    }
    event.preventDefault();
    if (grid.current) grid.current.dataset['pointed'] = '';
    grid.current?.focus({ preventScroll: true });
    if (target?.closest('[data-act=star]')) actions.toggleStar([id]);
    else pick(id, event, source.ids);
  };

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-rowcount={length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-busy={isReading && sorting.sort !== null}
      aria-activedescendant={isActiveShown && activeId !== null ? toRowElementId(activeId) : undefined}
      tabIndex={0}
      data-list
      className={styles['grid']}
      style={toColumnStyle(columns)}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
    >
      <ListHeader
        columns={columns}
        width={width}
        day={hasDays(shownSort) ? toDayLabel(rows.get(source.ids.at(firstInView) ?? 0)?.receivedAt) : null}
        resize={resize}
        sorting={sorting}
      />
      <RowMenu
        row={activeId === null ? undefined : rows.get(activeId)}
        count={selected}
        render={<div ref={attach} role="rowgroup" tabIndex={-1} className={styles['scroller']} />}
      >
        <div ref={measureWidth} role="presentation" className={styles['rows']} style={{ height }}>
          {ids.map((id, offset) => (
            <WebhookRowView
              key={id}
              id={id}
              row={rows.get(id)}
              app={appAnswers.get(id)}
              index={first + offset}
              top={topOf(first + offset)}
              columns={columns}
              isSelected={includesId(ranges, id)}
              isActive={id === activeId}
            />
          ))}
        </div>
      </RowMenu>
      {unseen > 0 ? (
        <NewPill
          text={`${formatCount(unseen)} new`}
          onClick={() => {
            setFollowing(true);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      ) : null}
      {isSorted && waiting > 0 ? (
        <SortAgainPill
          text={`${formatCount(waiting)} new: sort again`}
          onClick={() => {
            source.readAgain();
            grid.current?.focus({ preventScroll: true });
          }}
        />
      ) : null}
    </div>
  );
}

/** Whether rows of one day stand together. */
function hasDays(sort: Sort | null): boolean {
  return sort === null || sort.column === 'time';
}

function pick(id: number, event: MouseEvent, ids: IdList): void {
  const { select, extendTo, toggle, setDetailOpen, setFollowing, isFollowing } = useSelection.getState();
  if (isFollowing && id !== ids.highest) setFollowing(false);
  if (event.shiftKey) return extendTo(id, ids);
  if (event.ctrlKey || event.metaKey) return toggle(id);
  select(id);
  return event.button === 0 ? setDetailOpen(true) : undefined;
}

function usePlacedColumns(width: number) {
  const chosen = useColumnStore((store) => store.chosen);
  const widths = useColumnStore((store) => store.widths);
  return useMemo(() => placeColumns(COLUMNS, width, chosen, widths), [width, chosen, widths]);
}

/** The day of a row, where it is not today. */
export function toDayLabel(receivedAt: number | undefined): string | null {
  if (receivedAt === undefined) return null;
  const ms = receivedAt / 1_000;
  return isSameDay(ms, Date.now()) ? null : formatDay(ms);
}
