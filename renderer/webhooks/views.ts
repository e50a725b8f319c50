import { ArrowDownLeft, CheckCheck, Inbox, type LucideIcon, Shapes, Star, TriangleAlert } from 'lucide-react';

import type { ViewName } from '../../shared/contract.ts';

export interface View {
  readonly name: ViewName;
  readonly label: string;
  readonly icon: LucideIcon;
  /** What belongs in it, for the empty view. */
  readonly holds: string;
}

/** The built-in lists, in the order of the rail. */
export const VIEWS: readonly View[] = [
  { name: 'all', label: 'All', icon: Inbox, holds: 'Everything that the receiver has captured.' },
  {
    name: 'inbound',
    label: 'Inbound',
    icon: ArrowDownLeft,
    holds: 'Messages and SMS that somebody sent to your numbers show here.',
  },
  {
    name: 'statuses',
    label: 'Statuses',
    icon: CheckCheck,
    holds: 'What became of the messages you sent shows here: message statuses and SMS receipts.',
  },
  {
    name: 'other',
    label: 'Other',
    icon: Shapes,
    holds: 'Voice, verify, number insight, video and whatever fits no kind shows here.',
  },
  {
    name: 'problems',
    label: 'Problems',
    icon: TriangleAlert,
    holds:
      'Failed signatures, failed messages and calls, webhooks on the wrong path, incomplete bodies and payloads that are not as documented show here.',
  },
  { name: 'starred', label: 'Starred', icon: Star, holds: 'Star a webhook to keep it at hand.' },
];

export const viewOf = (name: ViewName): View => VIEWS.find((view) => view.name === name) ?? VIEWS[0]!;
