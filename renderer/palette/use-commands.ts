import type { Command } from './command.ts';
import { useAddressCommands } from './use-address-commands.ts';
import { useListCommands } from './use-list-commands.ts';
import { usePlaceCommands } from './use-place-commands.ts';
import { useRuleCommands } from './use-rule-commands.ts';
import { useSimulateCommands } from './use-simulate-commands.ts';
import { useTargetCommands } from './use-target-commands.ts';
import { useTunnelCommands } from './use-tunnel-commands.ts';
import { useWebhookCommands } from './use-webhook-commands.ts';
import { useWindowCommands } from './use-window-commands.ts';

/**
 * All that can be done at this moment; what would do nothing is left out. A new command goes into the file of its group,
 * and calls what its button or key calls.
 */
export function useCommands(): readonly Command[] {
  return [
    ...useWebhookCommands(),
    ...useListCommands(),
    ...usePlaceCommands(),
    ...useTunnelCommands(),
    ...useTargetCommands(),
    ...useAddressCommands(),
    ...useSimulateCommands(),
    ...useRuleCommands(),
    ...useWindowCommands(),
  ];
}
