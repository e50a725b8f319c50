import { ChevronRight, Copy, Lightbulb, Route, type LucideIcon } from 'lucide-react';

import { copyAndSay } from '../ui/copy-text.ts';
import { Meaning } from '../ui/meaning.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { toCopy, toPath, toSteps, type TreeRow } from './json-tree.ts';
import { JsonValue } from './json-value.tsx';
import styles from './tree-item.module.css';

/** The line below the tree, which says what is known of the active row. */
export const PLACE_ID = 'tree-place';

const INDENT = 16;
/** Deeper levels say their depth instead of moving on to the right. */
const DEEPEST_INDENT = 14;

/** What a field is for, and what its value stands for; null where nobody knows. */
export interface Explanation {
  readonly field: string | null;
  readonly value: string | null;
}

/** Explains a field by the way to it, and by its value where that is no object or list. */
export type Explain = (path: readonly (string | number)[], value: string | null) => Explanation;

interface TreeItemProps {
  readonly row: TreeRow;
  readonly text: string;
  readonly top: number;
  readonly isActive: boolean;
  readonly explain: Explain;
  /** What was noticed here, in words. */
  readonly noticed: readonly string[];
  readonly onPick: () => void;
}

/** One row of the tree: its name, its value, and the two things to copy. */
export function TreeItem({ row, text, top, isActive, explain, noticed, onPick }: TreeItemProps) {
  const isBranch = row.children > 0;
  const { field, value } = explainRow(row, explain);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      role="treeitem"
      id={toTreeItemId(row)}
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={isActive}
      aria-expanded={isBranch ? row.isOpen : undefined}
      aria-describedby={isActive ? PLACE_ID : undefined}
      className={styles['item']}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 10 + Math.min(row.depth, DEEPEST_INDENT) * INDENT }}
      onClick={onPick}
    >
      <span className={styles['twist']}>
        {isBranch ? <ChevronRight size={12} aria-hidden data-open={row.isOpen || undefined} /> : null}
      </span>
      {row.depth > DEEPEST_INDENT ? <span className={styles['depth']}>level {row.depth}</span> : null}
      {row.name === null ? null : (
        <Meaning text={field}>
          <span className={typeof row.name === 'number' ? styles['index'] : styles['name']}>
            <VisibleText text={String(row.name)} />
          </span>
        </Meaning>
      )}
      <Meaning text={value}>
        <span className={value === null ? styles['value'] : styles['known']}>
          <JsonValue row={row} text={text} />
        </span>
      </Meaning>
      {noticed.length === 0 ? null : (
        <span className={styles['noticed']} title={noticed.join('\n')}>
          <Lightbulb size={12} aria-hidden />
        </span>
      )}
      {row.isDuplicate ? <span className={styles['tag']}>duplicate key</span> : null}
      <span className={styles['actions']}>
        <RowAction
          icon={Route}
          label="Copy path (Ctrl+Shift+C)"
          onClick={() => copyAndSay('Path copied', toPath(row.node))}
        />
        <RowAction
          icon={Copy}
          label="Copy value (Ctrl+C)"
          onClick={() => copyAndSay('Value copied', toCopy(row.node, text))}
        />
      </span>
    </div>
  );
}

/** What is known of a row: of its field, and of its value. */
export function explainRow({ node }: TreeRow, explain: Explain): Explanation {
  const isScalar = node.type === 'string' || node.type === 'number';
  return explain(toSteps(node), isScalar ? String(node.value) : null);
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

/** The element that `aria-activedescendant` names. */
export const toTreeItemId = (row: TreeRow): string => `json-${row.node.offset}`;
