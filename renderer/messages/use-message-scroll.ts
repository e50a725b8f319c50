import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';

import type { VirtualRows } from '../ui/use-virtual-rows.ts';
import { useMessageList, useMessageListSnapshot } from './message-list-context.tsx';
import { useMessageStore } from './message-store.ts';

/**
 * Keeps the list of messages where it is while messages leave their places for the end, where it was when the page
 * was left, and the active message in sight when the keys move it.
 */
export function useMessageScroll({ scroller, firstInView, lastInView, viewport }: VirtualRows): void {
  const { source } = useMessageList();
  const { answers, length, revision } = useMessageListSnapshot();
  const { isFollowing, setFollowing, topRow, leaveAt } = useMessageStore();
  const activeId = useMessageStore((store) => store.active?.id ?? null);
  const isReady = length > 0 && viewport > 0;
  const shown = useRef<{ readonly first: number; readonly ids: readonly number[] }>({ first: 0, ids: [] });

  useEffect(
    () =>
      scroller.subscribeToScroll(({ by, isAtEnd }) => {
        if (isAtEnd) setFollowing(true);
        else if (by < 0) setFollowing(false);
      }),
    [scroller, setFollowing],
  );
  useLayoutEffect(() => scroller.follow(isFollowing), [scroller, isFollowing]);

  const stay = useEffectEvent(() => {
    if (isFollowing) return;
    for (const [offset, id] of shown.current.ids.entries()) {
      const before = shown.current.first + offset;
      const now = source.ids.indexOf(id, Math.min(before, length - 1));
      if (now === before) return;
      if (now !== -1) return scroller.moveToRow(scroller.topRow + now - before);
    }
  });
  useLayoutEffect(() => {
    if (revision > 0) stay();
  }, [revision]);

  const comeBack = useEffectEvent(() => {
    if (!isFollowing) scroller.moveToRow(topRow);
  });
  const reveal = useEffectEvent((id: number) => {
    const index = source.ids.indexOf(id);
    if (!isFollowing && index !== -1) scroller.reveal(index);
  });
  useLayoutEffect(() => {
    if (isReady) comeBack();
  }, [isReady]);
  useLayoutEffect(() => {
    if (isReady && activeId !== null) reveal(activeId);
  }, [activeId, isReady]);

  // Another list was opened: what is active stays in sight where it has it, else the latest is shown.
  const open = useEffectEvent(() => {
    if (activeId !== null && source.ids.indexOf(activeId) !== -1) reveal(activeId);
    else if (shown.current.ids.length > 0) setFollowing(true);
  });
  useLayoutEffect(() => {
    if (answers !== null) open();
  }, [answers]);

  useLayoutEffect(() => {
    shown.current = { first: firstInView, ids: source.ids.slice(firstInView, lastInView + 1) };
  });
  useEffect(() => () => leaveAt(scroller.topRow), [scroller, leaveAt]);
}
