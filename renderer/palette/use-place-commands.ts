import { Funnel } from 'lucide-react';

import { useSavedFilters } from '../bridge/use-saved-filters.ts';
import { PAGE_NAMES, PAGES } from '../shell/pages.ts';
import { type Page, usePlace } from '../shell/place-store.ts';
import { openSavedFilter, useCurrentSavedFilter, useOpenView } from '../shell/use-open-view.ts';
import { VIEWS } from '../webhooks/views.ts';
import type { Command } from './command.ts';

/** What else people call them. */
const WORDS: Readonly<Record<Page, string>> = {
  webhooks: 'list requests events',
  messages: 'timelines',
  simulate: 'send test scenario sample',
  deliveries: 'targets forward runs replays',
  setup: 'doctor checks problems address switch vonage application',
  settings: 'preferences options accounts secrets port authtoken',
  rules: 'answers faults',
};

/** Pages, views and saved filters, but for the one that is open. */
export function usePlaceCommands(): readonly Command[] {
  const { page, view, goTo } = usePlace();
  const saved = useSavedFilters();
  const current = useCurrentSavedFilter();
  const openView = useOpenView();
  return [
    ...PAGE_NAMES.filter((name) => name !== page).map((name) => ({
      ...PAGES[name],
      id: `page:${name}`,
      group: 'Go to' as const,
      label: name === 'setup' ? 'Go to Setup: why is nothing arriving?' : `Go to ${PAGES[name].label}`,
      words: WORDS[name],
      run: () => goTo(name),
    })),
    ...VIEWS.filter(({ name }) => page !== 'webhooks' || view !== name || current !== null).map(
      ({ name, label, icon }) => ({
        id: `view:${name}`,
        group: 'Go to' as const,
        label: name === 'all' ? 'Show all webhooks' : `Show ${label}`,
        words: 'view list',
        icon,
        run: () => openView(name),
      }),
    ),
    ...saved
      .filter(({ id }) => id !== current)
      .map((one) => ({
        id: `filter:${one.id}`,
        group: 'Go to' as const,
        label: `Show ${one.name}`,
        words: 'saved filter view list',
        detail: one.filter,
        icon: Funnel,
        run: () => openSavedFilter(one),
      })),
  ];
}
