import type { LucideIcon } from 'lucide-react';

/** What commands stand under, in the order of the list. */
export const GROUPS = [
  'Used last',
  'Webhook',
  'List',
  'Go to',
  'Online',
  'Forward',
  'Copy address',
  'Simulate',
  'Rules',
  'Window',
] as const;

export type Group = (typeof GROUPS)[number];

export interface Command {
  /** Stays the same over restarts, so that what was used last can be remembered. */
  readonly id: string;
  readonly group: Group;
  /** Says by itself what will happen: it is also read without its group. */
  readonly label: string;
  /** What else people call it. */
  readonly words?: string;
  /** Beside the label, such as the address that would be copied. */
  readonly detail?: string;
  readonly keys?: string;
  readonly icon: LucideIcon;
  /** Does what the button or the key does, once the palette is closed and the focus is back. */
  readonly run: () => void;
}
