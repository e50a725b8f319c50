import { useEffect, useEffectEvent } from 'react';

import { usePalette } from '../palette/palette-store.ts';
import { usePasteBox } from '../signature/paste-store.ts';
import { acceptsSingleKeys } from '../ui/accepts-single-keys.ts';
import { isModalOpen } from '../ui/is-modal-open.ts';
import { focusSearch } from './focus-search.ts';
import { useKeyHelp } from './key-help.tsx';
import { pageOfKey } from './pages.ts';
import { usePlace } from './place-store.ts';

/** The keys that work on every page, but not behind a dialog that is to be answered first. */
export function usePageKeys(): void {
  const { goTo, isFromMessage } = usePlace();
  const openHelp = useKeyHelp((help) => help.open);
  const openPalette = usePalette((palette) => palette.open);
  const openPasteBox = usePasteBox((box) => box.open);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isModalOpen()) return;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const page = pageOfKey(event.key);
    const isLetter = !event.ctrlKey && !event.metaKey && !event.altKey && acceptsSingleKeys(event);
    if ((isCommand && event.key === 'f') || (isLetter && event.key === '/')) focusSearch();
    else if (isCommand && event.key.toLowerCase() === 'k') openPalette();
    else if (isCommand && page !== undefined) goTo(page);
    else if (isFromMessage && event.altKey && event.key === 'ArrowLeft') goTo('messages');
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
