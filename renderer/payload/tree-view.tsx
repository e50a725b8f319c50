import { Braces } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { customProperties } from '../ui/custom-properties.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { WithCode } from '../ui/with-code.tsx';
import type { JsonDocument, JsonNode } from './json-document.ts';
import { toPath, toRows, toSteps, type TreeRow } from './json-tree.ts';
import { toTreeItemId, TreeItem, type Explain } from './tree-item.tsx';
import { handleTreeKey } from './tree-keys.ts';
import styles from './tree-view.module.css';

const ROW = 22;

interface TreeViewProps {
  readonly json: JsonDocument;
  readonly explain: Explain;
}

export function TreeView({ json, explain }: TreeViewProps) {
  if (json.root === null) return <EmptyState icon={Braces} title="No tree" text="Raw shows what was sent." />;
  return <Tree text={json.text} root={json.root} explain={explain} />;
}

interface TreeProps {
  readonly text: string;
  readonly root: JsonNode;
  readonly explain: Explain;
}

function Tree({ text, root, explain }: TreeProps) {
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
    if (activeRow && handleTreeKey(event, { rows, active, activeRow, moveTo, toggle, text })) event.preventDefault();
  };

  return (
    <>
      <div
        ref={attach}
        role="tree"
        aria-label="Payload"
        tabIndex={0}
        aria-activedescendant={activeRow ? toTreeItemId(activeRow) : undefined}
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
              explain={explain}
              onPick={() => {
                setActive(first + offset);
                if (row.children > 0) toggle(row);
              }}
            />
          ))}
        </div>
      </div>
      {activeRow && activeRow.depth > 0 ? <Place row={activeRow} explain={explain} /> : null}
    </>
  );
}

/** Where the active row is, and what it is for. */
function Place({ row, explain }: { readonly row: TreeRow; readonly explain: Explain }) {
  const meaning = explain(toSteps(row.node));
  return (
    <div className={styles['place']}>
      <code className={styles['path']}>
        <VisibleText text={toPath(row.node)} />
      </code>
      {meaning === null ? null : (
        <span className={styles['meaning']}>
          <WithCode text={meaning} />
        </span>
      )}
    </div>
  );
}
