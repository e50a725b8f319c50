/** Marks the button that removes its list item. */
const REMOVER = '[data-removes-item]';

/** Once the list item of a button is gone, the focus that it had is at the same button of the next item. */
export function focusNeighbourOnceGone(button: Element): void {
  const item = button.closest('li');
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  if (!item?.parentElement || !neighbour) return;
  const observer = new MutationObserver(() => {
    if (item.isConnected) return;
    observer.disconnect();
    if (document.activeElement !== document.body) return;
    (neighbour.querySelector<HTMLElement>(REMOVER) ?? neighbour.querySelector('button'))?.focus();
  });
  observer.observe(item.parentElement, { childList: true });
}
