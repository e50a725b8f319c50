import { DetailPane } from './detail/detail-pane.tsx';
import { Split } from './ui/split.tsx';
import { ListPage } from './webhooks/list-page.tsx';
import { useSelection } from './webhooks/selection-store.ts';

export function WebhooksPage() {
  const isDetailOpen = useSelection((selection) => selection.isDetailOpen);
  return <Split list={<ListPage />} detail={<DetailPane />} isDetailOpen={isDetailOpen} />;
}
