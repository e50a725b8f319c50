import type { Family } from './message-store.ts';

interface FamilyWords {
  readonly value: Family;
  readonly label: string;
  readonly nothing: string;
  /** What belongs in it, for the empty list. */
  readonly holds: string;
}

/** The lists of this page, in their order. */
export const FAMILIES: readonly FamilyWords[] = [
  {
    value: 'messages',
    label: 'Messages',
    nothing: 'No messages yet',
    holds: 'All webhooks of one message are one row here, with its last state and the time that it took.',
  },
  {
    value: 'calls',
    label: 'Calls',
    nothing: 'No calls yet',
    holds: 'All webhooks of one leg of a call are one row here.',
  },
  {
    value: 'other',
    label: 'Other',
    nothing: 'Nothing else yet',
    holds: 'Verifications, and whatever else has an id, are one row each here.',
  },
];
