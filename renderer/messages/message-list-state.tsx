import { MessagesSquare, SearchX, TriangleAlert } from 'lucide-react';

import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FAMILIES } from './families.ts';
import type { MessageListSnapshot } from './message-list-context.tsx';

/** Why the list is empty. */
export function MessageListState({ snapshot }: { readonly snapshot: MessageListSnapshot }) {
  const { goTo, setMessageSearch } = usePlace();
  const { answers, problem } = snapshot;
  if (problem !== null) return <EmptyState icon={TriangleAlert} title="The list can’t be read" text={problem} />;
  // Reading is a matter of milliseconds; a word about it would only flicker.
  if (answers === null) return <div aria-busy />;

  const family = FAMILIES.find(({ value }) => value === answers.family);
  if (answers.search !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={`Nothing matches “${answers.search}”`}
        text="A message is found by whole words, or their beginnings, of any of its webhooks."
      >
        <Button onClick={() => setMessageSearch('')}>Clear search</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={MessagesSquare} title={family?.nothing ?? ''} text={family?.holds}>
      <Button onClick={() => goTo('webhooks')}>Show webhooks</Button>
    </EmptyState>
  );
}
