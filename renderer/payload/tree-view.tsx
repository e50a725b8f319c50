import { Braces, ChevronRight, Copy, Route, type LucideIcon } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { customProperties } from '../ui/custom-properties.ts';
import { copyText } from '../ui/copy-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { notify } from '../ui/toasts.tsx';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import type { JsonDocument, JsonNode } from './json-document.ts';
import { toCopy, toPath, toRows, type TreeRow } from './json-tree.ts';
import { JsonValue } from './json-value.tsx';
import styles from './tree-view.module.css';

const ROW = 22;
const INDENT = 16;
/** Deeper levels say their depth instead of moving on to the right. */
const DEEPEST_INDENT = 14;

export function TreeView({ json }: { readonly json: JsonDocument }) {
  if (json.root === null) return <EmptyState icon={Braces} title="No tree" text="Raw shows what was sent." />;
  return <Tree text={json.text} root={json.root} />;
}

function Tree({ text, root }: { readonly text: string; readonly root: JsonNode }) {
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const rows = useMemo(() => toRows(root, toggled), [root, toggled]);
  const { scroller, attach, first, last, height, topOf } = useVirtualRows(rows.length, ROW);
  const activeRow = rows[active];

  const toggle = ({ node }: TreeRow) => {
    const next = new Set(toggled);
    if (!next.delete(node.offset)) next.add(node.offset);
    setToggled(next);
  };
  const moveTo = (index: number) => {
    const inside = Math.max(0, Math.min(rows.length - 1, index));
    setActive(inside);
    scroller.reveal(inside);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (activeRow && handleKey(event, { rows, active, activeRow, moveTo, toggle, text })) event.preventDefault();
  };

  return (
    <div
      ref={attach}
      role="tree"
      aria-label="Payload"
      tabIndex={0}
      aria-activedescendant={activeRow ? toElementId(activeRow) : undefined}
      className={styles['tree']}
      style={customProperties({ '--rows-height': `${Math.min(rows.length, 20) * ROW}px` })}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['rows']} style={{ height }}>
        {rows.slice(first, last).map((row, offset) => (
          <TreeItem
            key={row.node.offset}
            row={row}
            text={text}
            top={topOf(first + offset)}
            isActive={first + offset === active}
            onPick={() => {
              setActive(first + offset);
              if (row.children > 0) toggle(row);
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface TreeItemProps {
  readonly row: TreeRow;
  readonly text: string;
  readonly top: number;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function TreeItem({ row, text, top, isActive, onPick }: TreeItemProps) {
  const isBranch = row.children > 0;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      role="treeitem"
      id={toElementId(row)}
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={isActive}
      aria-expanded={isBranch ? row.isOpen : undefined}
      className={styles['item']}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 10 + Math.min(row.depth, DEEPEST_INDENT) * INDENT }}
      onClick={onPick}
    >
      <span className={styles['twist']}>
        {isBranch ? <ChevronRight size={12} aria-hidden data-open={row.isOpen || undefined} /> : null}
      </span>
      {row.depth > DEEPEST_INDENT ? <span className={styles['depth']}>level {row.depth}</span> : null}
      {row.name === null ? null : (
        <span className={typeof row.name === 'number' ? styles['index'] : styles['name']}>
          <VisibleText text={String(row.name)} />
        </span>
      )}
      <JsonValue row={row} text={text} />
      {row.isDuplicate ? <span className={styles['tag']}>duplicate key</span> : null}
      <span className={styles['actions']}>
        <RowAction icon={Route} label="Copy path (Ctrl+Shift+C)" onClick={() => copyAndSay('Path', toPath(row.node))} />
        <RowAction
          icon={Copy}
          label="Copy value (Ctrl+C)"
          onClick={() => copyAndSay('Value', toCopy(row.node, text))}
        />
      </span>
    </div>
  );
}

interface RowActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => Promise<void>;
}

/** Many of them come and go while scrolling, so the browser's own tooltip has to do. */
function RowAction({ icon: Icon, label, onClick }: RowActionProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      className={styles['action']}
      onClick={(event) => {
        event.stopPropagation();
        void onClick();
      }}
    >
      <Icon size={13} aria-hidden />
    </button>
  );
}

interface KeyContext {
  readonly rows: readonly TreeRow[];
  readonly active: number;
  readonly activeRow: TreeRow;
  readonly moveTo: (index: number) => void;
  readonly toggle: (row: TreeRow) => void;
  readonly text: string;
}

/** The keys of an ARIA tree. True where the key was for us. */
function handleKey(event: KeyboardEvent, { rows, active, activeRow, moveTo, toggle, text }: KeyContext): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'c') {
    const hasSelection = document.getSelection()?.isCollapsed === false;
    if (hasSelection) return false;
    void (event.shiftKey
      ? copyAndSay('Path', toPath(activeRow.node))
      : copyAndSay('Value', toCopy(activeRow.node, text)));
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

async function copyAndSay(what: string, text: string): Promise<void> {
  if (await copyText(text)) notify({ title: `${what} copied`, description: text.slice(0, 80), timeoutMs: 2_000 });
}

const toElementId = (row: TreeRow): string => `json-${row.node.offset}`;
