import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useEffect, useEffectEvent } from 'react';

import { useReplayStore } from '../deliveries/replay-store.ts';
import { useReplay } from '../deliveries/use-replay.ts';
import { writeNote } from '../notes/use-note.ts';
import { acceptsSingleKeys } from '../ui/accepts-single-keys.ts';
import { useList } from './list-context.tsx';
import { stepsOfKey } from './list-moves.ts';
import { useSelection } from './selection-store.ts';
import { followNewest } from './sort-store.ts';
import { useWebhookActions } from './use-webhook-actions.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The keys of the list. Letters work wherever no field has the focus; the rest while the list has it, or nothing does.
 * Gives back the handler for the grid.
 */
export function useListKeys() {
  const { source } = useList();
  const actions = useWebhookActions();
  const { replay } = useReplay();

  const replaySelected = (activeId: number | null, ids: readonly number[]): void => {
    if (ids.length > 1) useReplayStore.getState().openBulk(ids);
    else if (activeId !== null) replay(activeId);
  };

  const moveTo = (index: number, isExtending: boolean) => {
    const { ids } = source;
    const id = ids.at(Math.max(0, Math.min(ids.length - 1, index)));
    const { select, extendTo, setFollowing } = useSelection.getState();
    if (id === undefined) return;
    setFollowing(id === ids.highest);
    if (isExtending) extendTo(id, ids);
    else select(id);
  };

  const moveBy = (steps: number, isExtending: boolean) => {
    const { activeId } = useSelection.getState();
    const { ids } = source;
    if (activeId === null) return moveTo(steps === -Infinity ? 0 : ids.length - 1, isExtending);
    const place = ids.placeOf(activeId);
    const isGone = ids.at(place) !== activeId;
    return moveTo(place + steps - (isGone && steps > 0 ? 1 : 0), isExtending);
  };

  /** True where the key was for us. */
  const handleLetter = (event: Keys): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { activeId, ranges } = useSelection.getState();
    switch (event.key) {
      case 'j':
        return done(moveBy(1, false));
      case 'k':
        return done(moveBy(-1, false));
      case 'p':
        return done(activeId === null ? undefined : actions.toggleStar(actions.idsIn(ranges)));
      case 'r':
        return done(replaySelected(activeId, actions.idsIn(ranges)));
      case 'R':
      case 'e':
        return done(activeId === null ? undefined : useReplayStore.getState().edit(activeId));
      case 'n':
        return done(activeId === null || areMany(ranges, source.ids) ? undefined : writeNote(activeId));
      case 'g':
        return done(followNewest());
      default:
        return false;
    }
  };

  const handleMove = (event: Keys): boolean => {
    const { ids } = source;
    const { ranges, collapse, clear, setDetailOpen, isDetailOpen, activeId } = useSelection.getState();
    const isCommand = event.ctrlKey || event.metaKey;
    const steps = stepsOfKey(event.key);
    if (steps !== null) return done(moveBy(steps, event.shiftKey));
    switch (event.key) {
      case 'Enter':
        if (activeId === null) return false;
        if (isDetailOpen) document.querySelector<HTMLElement>('[data-detail]')?.focus();
        return done(setDetailOpen(true));
      case 'Escape':
        if (areMany(ranges, ids)) return done(collapse());
        return done(isDetailOpen ? setDetailOpen(false) : clear());
      case 'a':
        if (!isCommand || ids.length === 0) return false;
        return done(useSelection.getState().selectAll(ids.lowest ?? 0, ids.highest ?? 0));
      case 'Delete':
      case 'Backspace':
        return isCommand ? done(actions.remove(actions.idsIn(ranges))) : false;
      default:
        return false;
    }
  };

  const onWindowKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !acceptsSingleKeys(event)) return;
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (handleLetter(event) || (isNowhere && handleMove(event))) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onWindowKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (event: ReactKeyboardEvent) => {
    if (handleMove(event)) event.preventDefault();
  };
}

function areMany(ranges: readonly (readonly [number, number])[], ids: { countBetween(a: number, b: number): number }) {
  return ranges.length > 1 || ranges.some(([first, last]) => first !== last && ids.countBetween(first, last) > 1);
}

/** What a key has done is done; the key was for us. */
function done(_result: void): true {
  return true;
}
