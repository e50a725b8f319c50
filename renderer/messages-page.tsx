import { MessageListPage } from './messages/message-list-page.tsx';
import { MessageListProvider } from './messages/message-list-context.tsx';
import { MessagePane } from './messages/message-pane.tsx';
import { useMessageStore } from './messages/message-store.ts';
import { Split } from './ui/split.tsx';

export function MessagesPage() {
  const isDetailOpen = useMessageStore((store) => store.isDetailOpen);
  return (
    <MessageListProvider>
      <Split list={<MessageListPage />} detail={<MessagePane />} isDetailOpen={isDetailOpen} />
    </MessageListProvider>
  );
}
