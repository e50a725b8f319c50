import { Tabs } from '@base-ui/react/tabs';
import { Maximize2, Minimize2, Search } from 'lucide-react';
import { useMemo, useRef, useState, type ComponentProps } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/format.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { explainValue } from '../../shared/vonage/explain-value.ts';
import { explainField } from '../../shared/vonage/fields.ts';
import { IconButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { contentTypeOf } from './body-text.ts';
import type { CodeViewHandle } from './code-view.tsx';
import { FindingsList } from './findings-list.tsx';
import { readPayload } from './payload.ts';
import { PayloadNotes } from './payload-notes.tsx';
import { PayloadPanel } from './payload-panel.tsx';
import { PAYLOAD_TABS, usePayloadStore, type PayloadTab } from './payload-store.ts';
import { PayloadTabs } from './payload-tabs.tsx';
import type { TreeViewHandle } from './tree-view.tsx';

/** The body in four ways, with find, and what has to be known about it. */
export function PayloadCard({ detail }: { readonly detail: WebhookDetail }) {
  const { tab, openTab, isFilling, setFilling } = usePayloadStore();
  const [showsStored, setShowsStored] = useState(false);
  const [readsLarge, setReadsLarge] = useState(false);
  const payload = useMemo(() => readPayload(detail, { showsStored, readsLarge }), [detail, showsStored, readsLarge]);
  const code = useRef<CodeViewHandle>(null);
  const tree = useRef<TreeViewHandle>(null);
  const panel = useRef<HTMLDivElement>(null);
  const contentType = contentTypeOf(detail.headers);
  // What is about the body as a whole is said in the notes.
  const findings = useMemo(() => detail.findings.filter(({ path }) => path.length > 0), [detail]);

  const inCode = (action: (code: CodeViewHandle) => void, target: PayloadTab) => {
    if (tab !== 'pretty' && tab !== 'raw') openTab(target);
    else if (target === 'raw') openTab('raw');
    afterTabs(() => code.current && action(code.current));
  };

  const goToFinding = ({ path }: Finding) => {
    openTab('tree');
    // The rows of a form or a query are a table, and its buttons can have the focus.
    afterTabs(() => (tree.current === null ? focusField(panel.current, String(path[0])) : tree.current.goTo(path)));
  };

  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next: unknown) => openTab(PAYLOAD_TABS.find((name) => name === next) ?? 'tree')}
      ref={panel}
      render={<PayloadFrame isFilling={isFilling} onFind={() => inCode((at) => at.find(), 'pretty')} />}
    >
      <Card
        name="payload"
        title="Payload"
        isFilling={isFilling}
        note={[formatBytes(payload.bytes.length), contentType === '' ? 'no content type' : contentType].join(' · ')}
        actions={
          <>
            <PayloadTabs />
            <IconButton
              icon={Search}
              label="Find in the body"
              keys="Ctrl+F"
              onClick={() => inCode((at) => at.find(), 'pretty')}
            />
            <CopyButton label="Copy body" keys="Shift+C" text={payload.body.text} />
            <IconButton
              icon={isFilling ? Minimize2 : Maximize2}
              label={isFilling ? 'Back to all cards' : 'Give it the whole pane'}
              onClick={() => setFilling(!isFilling)}
            />
          </>
        }
      >
        <PayloadNotes
          detail={detail}
          payload={payload}
          showsStored={showsStored}
          onShowStored={setShowsStored}
          onGoTo={(offset) => inCode((at) => at.goTo(offset), 'raw')}
        />
        <FindingsList findings={findings} onGoTo={goToFinding} />
        <PayloadPanel
          tab={tab}
          payload={payload}
          findings={findings}
          treeRef={tree}
          explain={(path, value) => ({
            field: explainField(detail.row.api, detail.row.kind, path),
            value: value === null ? null : explainValue(detail.row, path, value),
          })}
          codeRef={code}
          onReadLarge={() => setReadsLarge(true)}
        />
      </Card>
    </Tabs.Root>
  );
}

/** After the tab is there; a second frame, because it appears in the first. */
function afterTabs(action: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

function focusField(panel: HTMLElement | null, name: string): void {
  const rows = [...(panel?.querySelectorAll<HTMLElement>('[data-name]') ?? [])];
  rows
    .find(({ dataset }) => dataset['name'] === name)
    ?.querySelector('button')
    ?.focus();
}

interface PayloadFrameProps extends ComponentProps<'div'> {
  readonly isFilling: boolean;
  readonly onFind: () => void;
}

function PayloadFrame({ isFilling, onFind, ...rest }: PayloadFrameProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a key for whatever inside has the focus
    <div
      {...rest}
      style={isFilling ? { height: '100%' } : undefined}
      onKeyDown={(event) => {
        rest.onKeyDown?.(event);
        if (event.defaultPrevented || event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onFind();
      }}
    />
  );
}
