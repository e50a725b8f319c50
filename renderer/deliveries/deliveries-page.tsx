import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';

import type { Run } from '../../shared/contract/deliveries.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DeliveryList } from './delivery-list.tsx';
import page from '../ui/page.module.css';
import { Unseen } from '../ui/unseen.tsx';
import styles from './deliveries-page.module.css';
import { RunComparison } from './run-comparison.tsx';
import { RunDeliveries } from './run-deliveries.tsx';
import { RunLine } from './run-line.tsx';
import runStyles from './runs.module.css';
import { ShownDelivery } from './shown-delivery.tsx';
import { TargetsSection } from './targets-section.tsx';
import { EVERY_DELIVERY, useDeliveries, useRuns } from './use-deliveries.ts';

/** Where webhooks go, the runs of replays, and what was sent last. */
export function DeliveriesPage() {
  return (
    <div className={page['page']}>
      <div className={page['column']} data-wide>
        <h1 className={page['title']}>Deliveries</h1>
        <ShownDelivery />
        <TargetsSection />
        <RunsSection />
        <LatestSection />
      </div>
    </div>
  );
}

function RunsSection() {
  const runs = useRuns();
  if (runs === undefined) return <div aria-busy />;
  return (
    <section aria-label="Runs" className={page['group']}>
      <h2 className={page['groupTitle']}>Runs</h2>
      <div className={styles['box']}>
        {runs.length === 0 ? (
          <p className={styles['none']}>
            Several webhooks replayed together are a run. Select some in the list and press R.
          </p>
        ) : (
          <ul className={runStyles['list']}>
            {runs.map((run) => (
              <RunItem key={run.id} run={run} />
            ))}
          </ul>
        )}
        {runs.length > 1 ? <RunComparison runs={runs} /> : null}
      </div>
    </section>
  );
}

/** Opens to its deliveries. */
function RunItem({ run }: { readonly run: Run }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <RunLine run={run}>
        <Button icon={isOpen ? ChevronDown : ChevronRight} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Deliveries <Unseen>of run {run.id}</Unseen>
        </Button>
      </RunLine>
      {isOpen ? <RunDeliveries run={run} /> : null}
    </li>
  );
}

const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Not taken' },
] as const;

function LatestSection() {
  const [filter, setFilter] = useState<'all' | 'failed'>('all');
  const rows = useDeliveries({ ...EVERY_DELIVERY, failed: filter === 'failed' });
  return (
    <section aria-label="Latest deliveries" className={page['group']}>
      <h2 className={page['groupTitle']}>Latest deliveries</h2>
      <div className={styles['filter']}>
        <Choice label="Which deliveries" value={filter} choices={FILTERS} onChange={setFilter} />
      </div>
      <div className={styles['box']}>
        {rows?.length === 0 ? (
          <p className={styles['none']}>
            {filter === 'all' ? 'Nothing has been sent yet.' : 'Each delivery that is kept was answered 2xx.'}
          </p>
        ) : (
          <DeliveryList label="Latest deliveries" rows={rows ?? []} />
        )}
      </div>
    </section>
  );
}
