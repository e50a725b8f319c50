import { SearchX, TriangleAlert, X } from 'lucide-react';
import { formatAmount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { toTags } from '../filter/filter-edits.ts';
import { useFilter } from '../filter/filter-store.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FirstWebhook } from './first-webhook.tsx';
import type { WebhookListSnapshot } from './list-context.tsx';
import type { View } from './views.ts';
import { viewOf } from './views.ts';

/** Why the list is empty; each silence has its own words and its own next step. */
export function ListState({ snapshot }: { readonly snapshot: WebhookListSnapshot }) {
  const counts = useCounts();
  const openView = usePlace((place) => place.openView);
  if (snapshot.problem !== null) {
    return <EmptyState icon={TriangleAlert} title="The list can’t be read" text={snapshot.problem} />;
  }
  // Reading is a matter of milliseconds; a word about it would only flicker.
  if (snapshot.answers === null || counts === undefined) return <div aria-busy />;

  // The toolbar tells how far it is.
  if (snapshot.search?.isStopped === false) return <div aria-busy />;

  const { filter, view: name } = snapshot.answers;
  const view = viewOf(name);
  if (counts.all === 0 && filter === '') return <FirstWebhook />;
  if (filter !== '') return <NoMatch filter={filter} view={view} total={counts[name]} />;
  return (
    <EmptyState icon={view.icon} title={`No ${EMPTY_WORDS[name]} yet`} text={view.holds}>
      <Button onClick={() => openView('all')}>Show all webhooks</Button>
    </EmptyState>
  );
}

interface NoMatchProps {
  readonly filter: string;
  readonly view: View;
  readonly total: number;
}

/** Each condition can go by itself, because one of them is often too much. */
function NoMatch({ filter, view, total }: NoMatchProps) {
  const openView = usePlace((place) => place.openView);
  const replace = useFilter((store) => store.replace);
  const tags = toTags({ tags: [], draft: filter }).tags;
  const hidden = `${formatAmount(total, 'webhook')} hidden by the filter.`;
  return (
    <EmptyState
      icon={SearchX}
      title="No webhook matches"
      text={total === 0 ? `${view.label} is empty anyway.` : hidden}
    >
      {tags.length < 2
        ? null
        : tags.map((tag) => (
            <Button key={tag} icon={X} onClick={() => replace(tags.filter((other) => other !== tag).join(' '))}>
              Without {tag}
            </Button>
          ))}
      <Button onClick={() => replace('')}>Clear filter</Button>
      {view.name === 'all' ? null : <Button onClick={() => openView('all')}>Filter all webhooks</Button>}
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
