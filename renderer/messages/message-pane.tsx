import { MousePointerClick, Trash2 } from 'lucide-react';
import { useEffect, type KeyboardEvent } from 'react';

import type { MessageDetail } from '../../shared/contract.ts';
import styles from '../detail/detail-pane.module.css';
import { LinkLine } from '../detail/link-line.tsx';
import { LongText } from '../detail/long-text.tsx';
import { MessageLinks } from '../detail/message-links.tsx';
import { Timeline } from '../detail/timeline.tsx';
import { formatAmount } from '../../shared/format.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { MessageHeader } from './message-header.tsx';
import { useMessageList, useMessageRowsRevision } from './message-list-context.tsx';
import { useMessageStore } from './message-store.ts';
import { MessageFacts, MessageSummary } from './message-summary.tsx';
import { useMessageDetail } from './use-message-detail.ts';
import { useOpenMessage } from './use-open-message.ts';
import { useOpenWebhook } from './use-open-webhook.ts';

/** One message in full: what became of it, step by step, and the messages around it. */
export function MessagePane() {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc anywhere inside goes back to the list
    <section
      aria-label="Message"
      tabIndex={-1}
      data-detail
      className={styles['pane']}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-list]')?.focus();
      }}
    >
      <OneMessage />
    </section>
  );
}

function OneMessage() {
  const { rows } = useMessageList();
  useMessageRowsRevision();
  const active = useMessageStore((store) => store.active);
  const messageId = active?.messageId ?? (active?.id ? rows.get(active.id)?.messageId : null) ?? null;
  const message = useMessageDetail(messageId);
  useSameNumber(message ?? null, messageId);
  if (active === null) {
    return (
      <EmptyState
        icon={MousePointerClick}
        title="No message selected"
        text="Select one in the list to see all of it."
      />
    );
  }
  if (message === undefined) return <div aria-busy className={styles['pane']} />;
  if (message === null) {
    return <EmptyState icon={Trash2} title="This message is gone" text="All of its webhooks were deleted." />;
  }
  return (
    <>
      <MessageHeader row={message.row} />
      <div className={styles['cards']} key={message.row.messageId}>
        <ErrorBoundary what="This message">
          <Cards message={message} />
        </ErrorBoundary>
      </div>
    </>
  );
}

function Cards({ message }: { readonly message: MessageDetail }) {
  const { row, steps, longText } = message;
  const openWebhook = useOpenWebhook();
  const openMessage = useOpenMessage();
  const select = useMessageStore((store) => store.select);
  const hasLinks = message.replyTo !== null || message.replies.length > 0 || message.group.length > 1;
  return (
    <>
      <MessageSummary message={message} />
      <Card
        name="timeline"
        title="Timeline"
        note={row.webhooks > steps.length ? formatAmount(row.webhooks, 'webhook') : 'each step opens its webhook'}
      >
        <Timeline isLarge steps={steps} webhookId={null} onOpen={openWebhook} />
      </Card>
      {longText === null ? null : (
        <Card name="long-text" title="Long text" note={`${longText.parts.length} of ${longText.total} parts`}>
          <LongText longText={longText} />
          <LinkLine
            name="Parts"
            links={longText.parts.map(({ part, messageId }) => ({
              key: part,
              text: String(part),
              isCurrent: messageId === row.messageId,
              open: () => select({ id: null, messageId }),
            }))}
          />
        </Card>
      )}
      {hasLinks ? (
        <Card name="linked" title="Linked messages">
          <MessageLinks message={message} onOpen={openMessage} />
        </Card>
      ) : null}
      <MessageFacts row={row} />
    </>
  );
}

/** A message that was opened by its id is the active row as soon as its number is known. */
function useSameNumber(message: MessageDetail | null, messageId: string | null): void {
  const id = message?.row.messageId === messageId ? (message?.row.id ?? null) : null;
  useEffect(() => {
    const { active, select } = useMessageStore.getState();
    if (id !== null && active !== null && active.id !== id) select({ id, messageId });
  }, [id, messageId]);
}
