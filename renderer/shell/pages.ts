import { FlaskConical, Inbox, type LucideIcon, MessagesSquare, Send, Settings, Split, Stethoscope } from 'lucide-react';

import type { Page } from './place-store.ts';

export interface PageEntry {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
}

/** What the rail, the keys and the palette know a page by. */
export const PAGES: Readonly<Record<Page, PageEntry>> = {
  webhooks: { label: 'Webhooks', icon: Inbox, keys: 'Ctrl+1' },
  messages: { label: 'Messages', icon: MessagesSquare, keys: 'Ctrl+2' },
  simulate: { label: 'Simulate', icon: FlaskConical, keys: 'Ctrl+3' },
  deliveries: { label: 'Deliveries', icon: Send, keys: 'Ctrl+4' },
  setup: { label: 'Setup', icon: Stethoscope, keys: 'Ctrl+5' },
  settings: { label: 'Settings', icon: Settings, keys: 'Ctrl+6' },
  rules: { label: 'Rules', icon: Split },
};

/** The page that a key leads to, together with Ctrl or Cmd. */
export function pageOfKey(key: string): Page | undefined {
  return PAGE_NAMES.find((page) => PAGES[page].keys === `Ctrl+${key}`);
}

export const PAGE_NAMES = Object.keys(PAGES) as Page[];
