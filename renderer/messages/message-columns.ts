import type { Column } from '../webhooks/columns.ts';

export type MessageColumnName =
  | 'time'
  | 'direction'
  | 'channel'
  | 'parties'
  | 'text'
  | 'state'
  | 'webhooks'
  | 'duration'
  | 'badges';

/** In the order of the list. */
export const MESSAGE_COLUMNS: readonly Column<MessageColumnName>[] = [
  { name: 'time', label: 'Last webhook', width: 104, minWidth: 70, rank: 1, byDefault: true },
  { name: 'direction', label: 'Direction', width: 92, minWidth: 40, rank: 4, byDefault: true },
  { name: 'channel', label: 'Channel', width: 82, minWidth: 50, rank: 7, byDefault: true },
  { name: 'parties', label: 'From → to', width: 206, minWidth: 90, rank: 5, byDefault: true },
  { name: 'text', label: 'Text or error', width: 130, minWidth: 90, rank: 0, byDefault: true, isFilling: true },
  { name: 'state', label: 'Last state', width: 110, minWidth: 60, rank: 2, byDefault: true },
  {
    name: 'webhooks',
    label: 'Webhooks',
    hint: 'How many webhooks speak of it',
    width: 74,
    minWidth: 40,
    align: 'end',
    rank: 6,
    byDefault: true,
  },
  {
    name: 'duration',
    label: 'Duration',
    hint: 'From its first state to its last, by Vonage’s time',
    width: 70,
    minWidth: 50,
    align: 'end',
    rank: 8,
    byDefault: true,
  },
  { name: 'badges', label: 'Marks', width: 184, minWidth: 80, rank: 3, byDefault: true },
];
