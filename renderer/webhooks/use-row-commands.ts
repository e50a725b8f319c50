import {
  Braces,
  Copy,
  FilePen,
  FlaskConical,
  Funnel,
  FunnelX,
  Hash,
  type LucideIcon,
  Phone,
  Play,
  Split,
  Star,
  StickyNote,
  Terminal,
  Trash2,
} from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import { printValue } from '../../shared/filter/print-filter.ts';
import { formatAmount } from '../../shared/format.ts';
import { useReplayStore } from '../deliveries/replay-store.ts';
import { useReplay } from '../deliveries/use-replay.ts';
import { useFilter } from '../filter/filter-store.ts';
import { writeNote } from '../notes/use-note.ts';
import { ruleLike } from '../rules/presets.ts';
import { useRuleStore } from '../rules/rule-store.ts';
import { simulateAgain } from '../simulate/use-drafting.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import { useSelection } from './selection-store.ts';
import { useWebhookActions, type WebhookActions } from './use-webhook-actions.ts';

export interface RowCommand {
  /** Stays the same whatever the webhook. */
  readonly name: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface RowCommands {
  readonly doing: readonly RowCommand[];
  readonly showing: readonly RowCommand[];
  readonly removing: readonly RowCommand[];
}

/** What can be done with the active webhook, or with all that are selected: for the menu of a row and for the palette. */
export function useRowCommands(row: WebhookRow | undefined, count: number): RowCommands {
  const actions = useWebhookActions();
  const { replay } = useReplay();
  if (count > 1) return manyCommands(count, actions);
  if (row === undefined) return { doing: [], showing: [], removing: [] };
  return {
    doing: doingCommands(row, actions, replay),
    showing: showingCommands(row),
    removing: [
      {
        name: 'delete',
        icon: Trash2,
        label: 'Delete',
        keys: 'Ctrl+Delete',
        run: () => actions.remove([row.id]),
      },
    ],
  };
}

function manyCommands(count: number, actions: WebhookActions): RowCommands {
  const webhooks = formatAmount(count, 'webhook');
  const selected = (): number[] => actions.idsIn(useSelection.getState().ranges);
  return {
    doing: [
      {
        name: 'star',
        icon: Star,
        label: `Star ${webhooks}`,
        keys: 'P',
        run: () => actions.toggleStar(selected()),
      },
      {
        name: 'replay',
        icon: Play,
        label: `Replay ${webhooks}…`,
        keys: 'R',
        run: () => useReplayStore.getState().openBulk(selected()),
      },
    ],
    showing: [],
    removing: [
      {
        name: 'delete',
        icon: Trash2,
        label: `Delete ${webhooks}`,
        keys: 'Ctrl+Delete',
        run: () => actions.remove(selected()),
      },
    ],
  };
}

function doingCommands(row: WebhookRow, actions: WebhookActions, replay: (id: number) => void): RowCommand[] {
  const { id, starred, hasNote } = row;
  return [
    {
      name: 'star',
      icon: Star,
      label: starred ? 'Unstar' : 'Star',
      keys: 'P',
      run: () => actions.setStarred([id], !starred),
    },
    { name: 'replay', icon: Play, label: 'Replay', keys: 'R', run: () => replay(id) },
    {
      name: 'note',
      icon: StickyNote,
      label: hasNote ? 'Edit note' : 'Add note',
      keys: 'N',
      run: () => writeNote(id),
    },
    {
      name: 'edit',
      icon: FilePen,
      label: 'Edit and replay…',
      keys: 'Shift+R',
      run: () => useReplayStore.getState().edit(id),
    },
    {
      name: 'simulate',
      icon: FlaskConical,
      label: 'Simulate once more',
      run: () => void simulateAgain(id),
    },
    {
      name: 'answer',
      icon: Split,
      label: 'Answer differently…',
      run: () => useRuleStore.getState().make(ruleLike(row), id),
    },
    { name: 'curl', icon: Terminal, label: 'Copy as cURL', keys: 'C', run: () => actions.copyAsCurl(id) },
    { name: 'copy-body', icon: Braces, label: 'Copy body', keys: 'Shift+C', run: () => actions.copyBody(id) },
    ...forValue(row.messageId, (messageId) => ({
      name: 'copy-id',
      icon: Copy,
      label: 'Copy message id',
      run: () => void copyAndSay('Message id copied', messageId),
    })),
  ];
}

function showingCommands({ messageId, from, to, channel, status }: WebhookRow): RowCommand[] {
  const { add, replace } = useFilter.getState();
  const only = (
    name: string,
    icon: LucideIcon,
    word: Parameters<typeof printValue>[0],
    value: string | null,
  ): RowCommand[] =>
    forValue(value, (text) => ({ name, icon, label: `Show only ${text}`, run: () => add(printValue(word, text)) }));
  return [
    ...forValue(messageId, (id) => ({
      name: 'show-message',
      icon: Hash,
      label: 'Show only this message',
      run: () => replace(printValue('id', id)),
    })),
    ...only('show-from', Phone, 'number', from),
    ...only('show-to', Phone, 'number', to),
    ...only('show-channel', Funnel, 'channel', channel),
    ...only('show-status', Funnel, 'status', status),
    ...forValue(status, (text) => ({
      name: 'hide-status',
      icon: FunnelX,
      label: `Hide ${text}`,
      run: () => add(`-${printValue('status', text)}`),
    })),
  ];
}

/** Only where the webhook has such a value. */
function forValue(value: string | null, make: (value: string) => RowCommand): RowCommand[] {
  return value === null ? [] : [make(value)];
}
