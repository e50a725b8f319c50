import { Play } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useReplay } from '../deliveries/use-replay.ts';
import { useTargets } from '../deliveries/use-targets.ts';
import { usePlace } from '../shell/place-store.ts';
import { countSelected } from '../webhooks/id-ranges.ts';
import { useList, useListSnapshot } from '../webhooks/list-context.tsx';
import { useSelection } from '../webhooks/selection-store.ts';
import { useActiveRow } from '../webhooks/use-active-row.ts';
import { type RowCommand, useRowCommands } from '../webhooks/use-row-commands.ts';
import type { Command } from './command.ts';

/** What else people call them. */
const WORDS: Readonly<Record<string, string>> = {
  star: 'pin favourite bookmark',
  replay: 'resend again forward',
  note: 'comment write',
  edit: 'resend change body',
  simulate: 'again send',
  answer: 'rule fault fail status respond mock',
  curl: 'command shell terminal',
  'copy-body': 'payload json clipboard',
  'copy-id': 'uuid clipboard',
  'show-message': 'filter timeline uuid',
  delete: 'remove trash',
};

/** What can be done with the webhook that is active, while it is on screen. */
export function useWebhookCommands(): readonly Command[] {
  const page = usePlace((place) => place.page);
  const row = useActiveRow();
  const count = useSelectedCount();
  const { doing, showing, removing } = useRowCommands(row, count);
  const { target } = useReplay();
  const isListening = useAppState()?.receiver.state === 'listening';
  const replayElsewhere = useReplayElsewhere(row);
  if (page !== 'webhooks') return [];

  const isPossible = ({ name }: RowCommand): boolean => {
    if (name === 'replay') return count > 1 || target !== undefined;
    return name !== 'curl' || isListening;
  };
  const toCommands = (those: readonly RowCommand[]): Command[] => those.filter(isPossible).map(toCommand);
  return [...toCommands(doing), ...(count > 1 ? [] : replayElsewhere), ...toCommands(showing), ...toCommands(removing)];
}

function toCommand({ name, ...command }: RowCommand): Command {
  return { ...command, id: `webhook:${name}`, group: 'Webhook', words: WORDS[name] ?? 'filter' };
}

/** As many as the open list has of them. */
function useSelectedCount(): number {
  const { source } = useList();
  useListSnapshot();
  return countSelected(
    useSelection((selection) => selection.ranges),
    source.ids,
  );
}

/** A replay goes to the last target; these are the others. */
function useReplayElsewhere(row: WebhookRow | undefined): readonly Command[] {
  const targets = useTargets() ?? [];
  const { target, replay } = useReplay();
  if (row === undefined) return [];
  return targets
    .filter(({ id }) => id !== target?.id)
    .map((other) => ({
      id: `webhook:replay-to:${other.id}`,
      group: 'Webhook',
      label: `Replay to ${other.name}`,
      words: WORDS['replay'] ?? '',
      icon: Play,
      run: () => replay(row.id, other),
    }));
}
