import { SearchX, TriangleAlert } from 'lucide-react';
import { formatAmount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FirstWebhook } from './first-webhook.tsx';
import type { WebhookListSnapshot } from './list-context.tsx';
import { viewOf } from './views.ts';

/** Why the list is empty; each silence has its own words and its own next step. */
export function ListState({ snapshot }: { readonly snapshot: WebhookListSnapshot }) {
  const counts = useCounts();
  const { openView, setSearch } = usePlace();
  if (snapshot.problem !== null) {
    return <EmptyState icon={TriangleAlert} title="The list can’t be read" text={snapshot.problem} />;
  }
  // Reading is a matter of milliseconds; a word about it would only flicker.
  if (snapshot.answers === null || counts === undefined) return <div aria-busy />;

  const { search, view: name } = snapshot.answers;
  const view = viewOf(name);
  if (counts.all === 0 && search === '') return <FirstWebhook />;
  if (search !== '') {
    const total = counts[name];
    return (
      <EmptyState
        icon={SearchX}
        title={`Nothing matches “${search}”`}
        text={
          total === 0 ? `${view.label} is empty anyway.` : `${formatAmount(total, 'webhook')} hidden by the search.`
        }
      >
        <Button onClick={() => setSearch('')}>Clear search</Button>
        {name === 'all' ? null : <Button onClick={() => openView('all')}>Search all webhooks</Button>}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={view.icon} title={`No ${EMPTY_WORDS[name]} yet`} text={view.holds}>
      <Button onClick={() => openView('all')}>Show all webhooks</Button>
    </EmptyState>
  );
}

const EMPTY_WORDS = {
  all: 'webhooks',
  inbound: 'inbound messages',
  statuses: 'statuses',
  other: 'other webhooks',
  problems: 'problems',
  starred: 'starred webhooks',
};
