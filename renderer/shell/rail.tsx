import type { LucideIcon } from 'lucide-react';

import { formatCount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { VIEWS } from '../webhooks/views.ts';
import { PAGES } from './pages.ts';
import { type Page, usePlace } from './place-store.ts';
import styles from './rail.module.css';
import { SavedFilters } from './saved-filters.tsx';
import { useCurrentSavedFilter, useOpenView } from './use-open-view.ts';

/** The pages, and under Webhooks its views. Only what exists is here. */
export function Rail() {
  const { page, view } = usePlace();
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
            keys={index === 0 ? PAGES.webhooks.keys : undefined}
            isCurrent={page === 'webhooks' && view === name && current === null}
            onClick={() => openView(name)}
          />
        ))}
        <SavedFilters />
      </ul>
      <ul className={styles['pages']}>
        <PageItem name="messages" />
        <PageItem name="simulate" />
        <PageItem name="deliveries" />
      </ul>
      <ul className={styles['bottom']}>
        <PageItem name="setup" />
        <PageItem name="settings" />
      </ul>
    </nav>
  );
}

function PageItem({ name }: { readonly name: Page }) {
  const { page, goTo } = usePlace();
  return <RailItem {...PAGES[name]} isCurrent={page === name} onClick={() => goTo(name)} />;
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
