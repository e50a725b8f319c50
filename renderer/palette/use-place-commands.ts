import {
  FlaskConical,
  Funnel,
  Inbox,
  type LucideIcon,
  MessagesSquare,
  Send,
  Settings,
  Split,
  Stethoscope,
} from 'lucide-react';

import { useSavedFilters } from '../bridge/use-saved-filters.ts';
import { type Page, usePlace } from '../shell/place-store.ts';
import { openSavedFilter, useCurrentSavedFilter, useOpenView } from '../shell/use-open-view.ts';
import { VIEWS } from '../webhooks/views.ts';
import type { Command } from './command.ts';

interface PageEntry {
  readonly page: Page;
  readonly label: string;
  readonly words: string;
  readonly keys?: string;
  readonly icon: LucideIcon;
}

const PAGES: readonly PageEntry[] = [
  { page: 'webhooks', label: 'Webhooks', words: 'list requests events', keys: 'Ctrl+1', icon: Inbox },
  { page: 'messages', label: 'Messages', words: 'timelines', keys: 'Ctrl+2', icon: MessagesSquare },
  { page: 'simulate', label: 'Simulate', words: 'send test scenario sample', keys: 'Ctrl+3', icon: FlaskConical },
  { page: 'deliveries', label: 'Deliveries', words: 'targets forward runs replays', keys: 'Ctrl+4', icon: Send },
  {
    page: 'setup',
    label: 'Setup: why is nothing arriving?',
    words: 'doctor checks problems address switch vonage application',
    keys: 'Ctrl+5',
    icon: Stethoscope,
  },
  {
    page: 'settings',
    label: 'Settings',
    words: 'preferences options accounts secrets port authtoken',
    keys: 'Ctrl+6',
    icon: Settings,
  },
  { page: 'rules', label: 'Rules', words: 'answers faults', icon: Split },
];

/** Pages, views and saved filters, but for the one that is open. */
export function usePlaceCommands(): readonly Command[] {
  const { page, view, goTo } = usePlace();
  const saved = useSavedFilters();
  const current = useCurrentSavedFilter();
  const openView = useOpenView();
  return [
    ...PAGES.filter((each) => each.page !== page).map(({ page: wanted, label, ...rest }) => ({
      ...rest,
      id: `page:${wanted}`,
      group: 'Go to' as const,
      label: `Go to ${label}`,
      run: () => goTo(wanted),
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
