import { Braces } from 'lucide-react';
import { useImperativeHandle, useMemo, useState, type KeyboardEvent, type Ref } from 'react';

import type { Finding } from '../../shared/vonage/finding.ts';
import { customProperties } from '../ui/custom-properties.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { WithCode } from '../ui/with-code.tsx';
import type { JsonDocument, JsonNode } from './json-document.ts';
import { nearestNode, openWay, toPath, toRows, type TreeRow } from './json-tree.ts';
import { toNoticed } from './noticed.ts';
import { explainRow, PLACE_ID, toTreeItemId, TreeItem, type Explain } from './tree-item.tsx';
import { handleTreeKey } from './tree-keys.ts';
import styles from './tree-view.module.css';

const ROW = 22;

export interface TreeViewHandle {
  /** Shows and takes the row that a way leads to, or where the way ends. */
  goTo(path: Finding['path']): void;
}

interface TreeViewProps {
  readonly json: JsonDocument;
  readonly explain: Explain;
  readonly findings: readonly Finding[];
  readonly ref?: Ref<TreeViewHandle>;
}

export function TreeView({ json, ...rest }: TreeViewProps) {
  if (json.root === null) return <EmptyState icon={Braces} title="No tree" text="Raw shows what was sent." />;
  return <Tree text={json.text} root={json.root} {...rest} />;
}

interface TreeProps extends Omit<TreeViewProps, 'json'> {
  readonly text: string;
  readonly root: JsonNode;
}

function Tree({ text, root, explain, findings, ref }: TreeProps) {
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const rows = useMemo(() => toRows(root, toggled), [root, toggled]);
  const noticed = useMemo(() => toNoticed(root, findings), [root, findings]);
  const { scroller, attach, first, last, height, topOf } = useVirtualRows(rows.length, ROW);
  const activeRow = rows[active];

  useImperativeHandle(ref, () => ({
    goTo: (path) => {
      const target = nearestNode(root, path);
      const opened = openWay(root, target, toggled);
      const index = toRows(root, opened).findIndex(({ node }) => node === target);
      setToggled(opened);
      setActive(index);
      // After the rows are there.
      requestAnimationFrame(() => {
        scroller.reveal(index);
        document.getElementById(toTreeId(root))?.focus();
      });
    },
  }));

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
        id={toTreeId(root)}
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
              noticed={noticed.get(row.node.offset) ?? NOTHING}
              onPick={() => {
                setActive(first + offset);
                if (row.children > 0) toggle(row);
              }}
            />
          ))}
        </div>
      </div>
      {activeRow && (activeRow.depth > 0 || noticed.has(activeRow.node.offset)) ? (
        <Place row={activeRow} explain={explain} noticed={noticed.get(activeRow.node.offset) ?? NOTHING} />
      ) : null}
    </>
  );
}

const NOTHING: readonly string[] = [];

const toTreeId = (root: JsonNode): string => `tree-${root.offset}`;

interface PlaceProps {
  readonly row: TreeRow;
  readonly explain: Explain;
  readonly noticed: readonly string[];
}

/** Where the active row is, what it is for and what was noticed about it. */
function Place({ row, explain, noticed }: PlaceProps) {
  const { field, value } = explainRow(row, explain);
  const words = [field, value, ...noticed].filter((part) => part !== null);
  return (
    <div id={PLACE_ID} className={styles['place']}>
      <code className={styles['path']}>
        <VisibleText text={toPath(row.node)} />
      </code>
      {words.length === 0 ? null : (
        <span className={styles['meaning']}>
          {words.map((part) => (
            <p key={part}>
              <WithCode text={part} />
            </p>
          ))}
        </span>
      )}
    </div>
  );
}
