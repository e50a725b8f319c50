import { MessagesSquare } from 'lucide-react';

import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { formatAmount, formatGap } from '../../shared/format.ts';
import { useOpenMessage } from '../messages/use-open-message.ts';
import { IconButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { LongText } from './long-text.tsx';
import { MessageLinks } from './message-links.tsx';
import { Timeline } from './timeline.tsx';
import { useGoTo } from './use-go-to.ts';

interface MessageCardProps {
  readonly message: MessageDetail;
  /** The webhook that the detail shows. */
  readonly webhookId: number;
}

/** What became of the message that the webhook belongs to. Says nothing where the webhook is all there is. */
export function MessageCard({ message, webhookId }: MessageCardProps) {
  const { row, longText } = message;
  const goTo = useGoTo();
  const openMessage = useOpenMessage();
  if (row.webhooks < 2 && longText === null && !hasLinks(message)) return null;
  return (
    <Card
      name="message"
      title="Message"
      note={toNote(row)}
      actions={<IconButton icon={MessagesSquare} label="Show in Messages" onClick={() => openMessage(row)} />}
    >
      <Timeline steps={message.steps} webhookId={webhookId} onOpen={goTo} />
      {longText === null ? null : <LongText longText={longText} />}
      <MessageLinks message={message} onOpen={({ firstId }) => goTo(firstId)} />
    </Card>
  );
}

function hasLinks({ replyTo, replies, group }: MessageDetail): boolean {
  return replyTo !== null || replies.length > 0 || group.length > 1;
}

function toNote(row: MessageRow): string {
  const count = formatAmount(row.webhooks, 'webhook');
  return row.durationMs === null ? count : `${count}, the last ${formatGap(0, row.durationMs)}`;
}
