import { useEffect, useEffectEvent } from 'react';

import { acceptsSingleKeys } from '../ui/accepts-single-keys.ts';
import { usePasteBox } from '../signature/paste-store.ts';
import { useKeyHelp } from './key-help.tsx';
import { usePlace } from './place-store.ts';

/** The keys that work on every page. */
export function usePageKeys(): void {
  const { goTo } = usePlace();
  const openHelp = useKeyHelp((help) => help.open);
  const openPasteBox = usePasteBox((box) => box.open);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isLetter = !event.ctrlKey && !event.metaKey && !event.altKey && acceptsSingleKeys(event);
    if ((isCommand && event.key === 'f') || (isLetter && event.key === '/')) focusSearch();
    else if (isCommand && event.key === '1') goTo('webhooks');
    else if (isCommand && event.key === '2') goTo('settings');
    else if (isLetter && event.key === '?') openHelp();
    else if (isLetter && event.key.toLowerCase() === 'v') openPasteBox();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function focusSearch(): void {
  const input = document.querySelector<HTMLInputElement>('[data-search]');
  input?.focus();
  input?.select();
}
