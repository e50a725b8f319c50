/**
 * Whether something lies over the window that has to be closed first. Base UI then hides all else from assistive
 * technology, piece by piece, but for live regions; the mark of the window holds none.
 */
export function isModalOpen(): boolean {
  const mark = document.querySelector('[data-window-mark]');
  return mark !== null && mark.closest('[aria-hidden=true]') !== null;
}
