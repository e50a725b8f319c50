import { useEffect, useRef, type KeyboardEvent } from 'react';

/**
 * For a form that opens within a page: it comes into sight, its first field has the focus, Esc gives up, and afterwards
 * the focus is back at what opened it: the button that has `opener` as its `data-opener`.
 */
export function useInlineForm(opener: string, giveUp: () => void) {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    ref.current?.querySelector('input')?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'nearest' });
    // The button may only come back now.
    return () => void requestAnimationFrame(() => focusUnlessTaken(`[data-opener="${opener}"]`));
  }, [opener]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // What was written in an editor is too much to lose by one key.
    const isInEditor = event.target instanceof Element && event.target.closest('[contenteditable=true]') !== null;
    if (event.key !== 'Escape' || event.defaultPrevented || isInEditor) return;
    event.preventDefault();
    giveUp();
  };
  return { ref, onKeyDown };
}

function focusUnlessTaken(selector: string): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(selector)?.focus();
}
