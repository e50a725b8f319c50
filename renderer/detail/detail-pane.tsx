import { MousePointerClick, Trash2 } from 'lucide-react';
import { useMemo, type KeyboardEvent } from 'react';

import { DeliveriesCard } from '../deliveries/deliveries-card.tsx';
import { NoteCard } from '../notes/note-card.tsx';
import { usePayloadStore } from '../payload/payload-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SignatureCard } from '../signature/signature-card.tsx';
import { countSelected } from '../webhooks/id-ranges.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { useList, useListSnapshot, useRowsRevision } from '../webhooks/list-context.tsx';
import { useSelection } from '../webhooks/selection-store.ts';
import { AnswerCard } from './answer-card.tsx';
import { DetailHeader } from './detail-header.tsx';
import styles from './detail-pane.module.css';
import { HeadersCard } from './headers-card.tsx';
import { MessageCard } from './message-card.tsx';
import { PayloadCard } from '../payload/payload-card.tsx';
import { BackToMessage } from './back-to-message.tsx';
import { SelectionPanel } from './selection-panel.tsx';
import { SummaryCard } from './summary-card.tsx';
import { useDetail } from './use-detail.ts';
import { useDetailKeys } from './use-detail-keys.ts';
import { useMessage } from './use-message.ts';

/** One webhook in full, or what several selected ones have in common. */
export function DetailPane() {
  const { source } = useList();
  const { revision } = useListSnapshot();
  const ranges = useSelection((selection) => selection.ranges);
  // oxlint-disable-next-line react/exhaustive-deps -- the revision stands for the ids
  const count = useMemo(() => countSelected(ranges, source.ids), [ranges, source, revision]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc anywhere inside goes back to the list
    <section
      aria-label="Detail"
      tabIndex={-1}
      data-detail
      className={styles['pane']}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-list]')?.focus();
      }}
    >
      <BackToMessage />
      {count > 1 ? <SelectionPanel count={count} ranges={ranges} /> : <OneWebhook />}
    </section>
  );
}

function OneWebhook() {
  const { rows } = useList();
  useRowsRevision();
  const activeId = useSelection((selection) => selection.activeId);
  const detail = useDetail(activeId);
  const message = useMessage(activeId);
  const isFilling = usePayloadStore((store) => store.isFilling);
  useDetailKeys(detail ?? null);
  if (detail === undefined) return <div aria-busy className={styles['pane']} />;
  if (detail === null) {
    return <NoWebhook />;
  }
  // The row of the list knows of a star first.
  const row = rows.get(detail.row.id) ?? detail.row;
  return (
    <>
      <DetailHeader detail={detail} row={row} />
      {/* From step to step of one message neither the place nor the focus is lost. */}
      <div className={styles['cards']} key={row.messageId ?? row.id}>
        {isFilling ? null : <NoteCard row={row} key={`note-${row.id}`} />}
        {isFilling ? null : (
          <ErrorBoundary what="The summary" key={`summary-${row.id}`}>
            <SummaryCard detail={detail} row={row} />
          </ErrorBoundary>
        )}
        {isFilling || message === null ? null : (
          <ErrorBoundary what="The message" key="message">
            <MessageCard message={message} webhookId={row.id} />
          </ErrorBoundary>
        )}
        {isFilling ? null : (
          <ErrorBoundary what="The signature" key={`signature-${row.id}`}>
            <SignatureCard row={row} />
          </ErrorBoundary>
        )}
        <ErrorBoundary what="This webhook" key={row.id}>
          <PayloadCard detail={detail} />
          {isFilling ? null : <HeadersCard detail={detail} />}
          {isFilling ? null : <AnswerCard detail={detail} message={message} />}
          {isFilling ? null : <DeliveriesCard webhookId={row.id} />}
        </ErrorBoundary>
      </div>
    </>
  );
}

function NoWebhook() {
  const activeId = useSelection((selection) => selection.activeId);
  return activeId === null ? (
    <EmptyState icon={MousePointerClick} title="No webhook selected" text="Select one in the list to see all of it." />
  ) : (
    <EmptyState icon={Trash2} title="This webhook is gone" text="It was deleted, here or by the history's limits." />
  );
}
