const TAKES_KEYS = 'input, textarea, select, [contenteditable=""], [contenteditable=true], [role=menu], [role=dialog]';

/** Whether a single letter is a command: not while a field, a menu or a dialog has the focus. */
export function acceptsSingleKeys(event: Event): boolean {
  // Inside of a shadow root, only the path knows the field.
  return !event.composedPath().some((target) => target instanceof Element && target.matches(TAKES_KEYS));
}
