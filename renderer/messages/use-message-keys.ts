import { useEffect, useEffectEvent, type KeyboardEvent as ReactKeyboardEvent } from 'react';

import { acceptsSingleKeys } from '../ui/accepts-single-keys.ts';
import { stepsOfKey } from '../webhooks/list-moves.ts';
import { useMessageList } from './message-list-context.tsx';
import { useMessageStore } from './message-store.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The keys of the list of messages: those of the list of webhooks, as far as they fit. Letters work wherever no field
 * has the focus; the rest while the list has it, or nothing does. Gives back the handler for the grid.
 */
export function useMessageKeys() {
  const { source, rows } = useMessageList();

  const moveBy = (steps: number): void => {
    const { ids } = source;
    const { active, select, setFollowing } = useMessageStore.getState();
    const place = ids.indexOf(active?.id ?? 0);
    const from = place === -1 && steps !== -Infinity ? ids.length - 1 : place + steps;
    const index = Math.max(0, Math.min(ids.length - 1, from));
    const id = ids.at(index);
    if (id === undefined) return;
    setFollowing(index === ids.length - 1);
    select({ id, messageId: rows.get(id)?.messageId ?? null });
  };

  const handleMove = ({ key, altKey, ctrlKey, metaKey }: Keys): boolean => {
    if (altKey || ctrlKey || metaKey) return false;
    const { active, isDetailOpen, select, setDetailOpen } = useMessageStore.getState();
    const steps = stepsOfKey(key);
    if (steps !== null) moveBy(steps);
    else if (key === 'Enter' && active !== null) {
      if (isDetailOpen) document.querySelector<HTMLElement>('[data-detail]')?.focus();
      else setDetailOpen(true);
    } else if (key === 'Escape') {
      if (isDetailOpen) setDetailOpen(false);
      else select(null);
    } else return false;
    return true;
  };

  const handleLetter = ({ key, altKey, ctrlKey, metaKey }: Keys): boolean => {
    if (altKey || ctrlKey || metaKey) return false;
    if (key === 'j') moveBy(1);
    else if (key === 'k') moveBy(-1);
    else if (key === 'g') useMessageStore.getState().setFollowing(true);
    else return false;
    return true;
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
