import { Tabs } from '@base-ui/react/tabs';
import { Braces, FileText } from 'lucide-react';
import type { Ref } from 'react';

import { formatBytes } from '../../shared/format.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PairTable } from '../ui/pair-table.tsx';
import { CodeView, type CodeViewHandle } from './code-view.tsx';
import { HexView } from './hex-view.tsx';
import styles from './payload-panel.module.css';
import { toPretty, type Payload } from './payload.ts';
import type { PayloadTab } from './payload-store.ts';
import type { Explain } from './tree-item.tsx';
import { TreeView, type TreeViewHandle } from './tree-view.tsx';

interface PayloadPanelProps {
  readonly tab: PayloadTab;
  readonly payload: Payload;
  readonly explain: Explain;
  readonly findings: readonly Finding[];
  readonly treeRef: Ref<TreeViewHandle>;
  readonly codeRef: Ref<CodeViewHandle>;
  readonly onReadLarge: () => void;
}

export function PayloadPanel(props: PayloadPanelProps) {
  const { tab, payload, codeRef } = props;
  const { content, body, bytes } = payload;
  const isEmpty = bytes.length === 0 && (content.type === 'empty' || tab === 'raw' || tab === 'hex');
  return (
    <Tabs.Panel value={tab} tabIndex={-1} className={styles['panel']}>
      {isEmpty ? <p className={styles['empty']}>The body is empty.</p> : null}
      {!isEmpty && tab === 'tree' ? <TreeTab {...props} /> : null}
      {!isEmpty && tab === 'pretty' ? (
        <CodeView
          ref={codeRef}
          text={toPretty(payload)}
          label="Body, indented"
          language={content.type === 'json' ? 'json' : 'text'}
        />
      ) : null}
      {!isEmpty && tab === 'raw' ? (
        <CodeView ref={codeRef} text={body.text} label="Body as received" language="text" />
      ) : null}
      {!isEmpty && tab === 'hex' ? <HexView bytes={bytes} /> : null}
    </Tabs.Panel>
  );
}

function TreeTab({ payload, explain, findings, treeRef, onReadLarge }: PayloadPanelProps) {
  const { content, bytes } = payload;
  switch (content.type) {
    case 'json':
      return <TreeView json={content.json} explain={explain} findings={findings} ref={treeRef} />;
    case 'large-json':
      return (
        <EmptyState
          icon={Braces}
          title={`${formatBytes(bytes.length)} of JSON`}
          text="Building the tree takes a moment."
        >
          <Button onClick={onReadLarge}>Build the tree</Button>
        </EmptyState>
      );
    case 'form':
      return (
        <PairTable
          label="Form fields"
          pairs={content.pairs}
          explain={(name, value) => explain([name], value)}
          findings={findings}
        />
      );
    case 'query':
      return (
        <PairTable
          label="Query parameters"
          pairs={content.pairs}
          explain={(name, value) => explain([name], value)}
          findings={findings}
        />
      );
    case 'text':
    case 'empty':
      return (
        <EmptyState icon={FileText} title="Not JSON and not a form" text="Raw shows it as text, Hex byte by byte." />
      );
  }
}
