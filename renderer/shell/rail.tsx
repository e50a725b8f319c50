import { FlaskConical, type LucideIcon, MessagesSquare, Send, Settings, Stethoscope } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { VIEWS } from '../webhooks/views.ts';
import { usePlace } from './place-store.ts';
import styles from './rail.module.css';
import { SavedFilters } from './saved-filters.tsx';
import { useCurrentSavedFilter, useOpenView } from './use-open-view.ts';

/** The pages, and under Webhooks its views. Only what exists is here. */
export function Rail() {
  const { page, view, goTo } = usePlace();
  const openView = useOpenView();
  const counts = useCounts();
  const current = useCurrentSavedFilter();
  return (
    <nav aria-label="Pages" className={styles['rail']}>
      <h2 className={styles['heading']}>Webhooks</h2>
      <ul className={styles['list']}>
        {VIEWS.map(({ name, label, icon }, index) => (
          <RailItem
            key={name}
            icon={icon}
            label={label}
            count={counts?.[name]}
            keys={index === 0 ? 'Ctrl+1' : undefined}
            isCurrent={page === 'webhooks' && view === name && current === null}
            onClick={() => openView(name)}
          />
        ))}
        <SavedFilters />
      </ul>
      <ul className={styles['pages']}>
        <RailItem
          icon={MessagesSquare}
          label="Messages"
          keys="Ctrl+2"
          isCurrent={page === 'messages'}
          onClick={() => goTo('messages')}
        />
        <RailItem
          icon={FlaskConical}
          label="Simulate"
          keys="Ctrl+3"
          isCurrent={page === 'simulate'}
          onClick={() => goTo('simulate')}
        />
        <RailItem
          icon={Send}
          label="Deliveries"
          keys="Ctrl+4"
          isCurrent={page === 'deliveries'}
          onClick={() => goTo('deliveries')}
        />
      </ul>
      <ul className={styles['bottom']}>
        <RailItem
          icon={Stethoscope}
          label="Setup"
          keys="Ctrl+5"
          isCurrent={page === 'setup'}
          onClick={() => goTo('setup')}
        />
        <RailItem
          icon={Settings}
          label="Settings"
          keys="Ctrl+6"
          isCurrent={page === 'settings'}
          onClick={() => goTo('settings')}
        />
      </ul>
    </nav>
  );
}

interface RailItemProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count?: number | undefined;
  readonly keys?: string | undefined;
  readonly isCurrent: boolean;
  readonly onClick: () => void;
}

function RailItem({ icon: Icon, label, count, keys, isCurrent, onClick }: RailItemProps) {
  return (
    <li>
      <Tooltip text={count === undefined ? label : `${label}: ${formatCount(count)}`} keys={keys} side="right">
        <button
          type="button"
          aria-current={isCurrent ? 'page' : undefined}
          className={styles['item']}
          onClick={onClick}
        >
          <Icon size={15} aria-hidden />
          <span className={styles['label']}>{label}</span>
          {count === undefined ? null : <span className={styles['count']}>{formatCount(count)}</span>}
        </button>
      </Tooltip>
    </li>
  );
}
