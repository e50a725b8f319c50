import type { KeyboardEvent } from 'react';

import { copyAndSay } from '../ui/copy-text.ts';
import { toCopy, toPath, type TreeRow } from './json-tree.ts';

export interface TreeKeysContext {
  readonly rows: readonly TreeRow[];
  readonly active: number;
  readonly activeRow: TreeRow;
  readonly moveTo: (index: number) => void;
  readonly toggle: (row: TreeRow) => void;
  readonly text: string;
}

/** The keys of an ARIA tree. True where the key was for us. */
export function handleTreeKey(
  event: KeyboardEvent,
  { rows, active, activeRow, moveTo, toggle, text }: TreeKeysContext,
): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'c') {
    const hasSelection = document.getSelection()?.isCollapsed === false;
    if (hasSelection) return false;
    void (event.shiftKey
      ? copyAndSay('Path copied', toPath(activeRow.node))
      : copyAndSay('Value copied', toCopy(activeRow.node, text)));
    return true;
  }
  if (isCommand || event.altKey) return false;
  switch (event.key) {
    case 'ArrowDown':
      moveTo(active + 1);
      return true;
    case 'ArrowUp':
      moveTo(active - 1);
      return true;
    case 'Home':
      moveTo(0);
      return true;
    case 'End':
      moveTo(rows.length - 1);
      return true;
    case 'ArrowRight':
      if (activeRow.isOpen) moveTo(active + 1);
      else if (activeRow.children > 0) toggle(activeRow);
      return true;
    case 'ArrowLeft':
      if (activeRow.isOpen) toggle(activeRow);
      else moveTo(rows.findLastIndex((row, index) => index < active && row.depth < activeRow.depth));
      return true;
    case 'Enter':
    case ' ':
      if (activeRow.children > 0) toggle(activeRow);
      return true;
    default:
      return false;
  }
}
