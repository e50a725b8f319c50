import type { SettingsChanges } from '../../shared/contract.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { Accounts } from '../store/accounts.ts';
import type { Db } from '../store/open-database.ts';
import { SecretSlot } from '../store/secret-slot.ts';
import { TunnelUsageCounter } from '../store/tunnel-usage.ts';
import type { StartAgent } from '../tunnel/agent.ts';
import { forkedAgent } from '../tunnel/forked-agent.ts';
import type { TunnelLimits } from '../tunnel/limits.ts';
import { tunnelLimits } from '../tunnel/limits.ts';
import type { NgrokEdge } from '../tunnel/ngrok-edge.ts';
import type { ProbeDesk } from '../tunnel/probe-desk.ts';
import { Online } from './online.ts';

export interface OnlineOptions {
  readonly ngrokEdge?: NgrokEdge;
  /** How to start the process of ngrok's SDK; without it, as a Node process. */
  readonly startAgent?: StartAgent;
  /** ngrok's authtoken for this run; it is not stored. */
  readonly authtoken?: string | undefined;
  readonly tunnelLimits?: Partial<TunnelLimits>;
}

interface OnlineSurroundings {
  readonly version: string;
  readonly log: Log;
  readonly appDb: Db;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly receiver: Receiver;
  readonly desk: ProbeDesk;
  readonly agentScript: URL;
  readonly remember: (changes: SettingsChanges) => void;
  readonly changed: () => void;
}

/** Opens the stored authtoken and makes ready to go online. */
export async function openOnline(
  options: OnlineOptions,
  surroundings: OnlineSurroundings,
): Promise<{ readonly online: Online; readonly authtoken: SecretSlot }> {
  const { appDb, accounts, clock, receiver, agentScript, ...rest } = surroundings;
  const authtoken = new SecretSlot(appDb, 'ngrok-authtoken', accounts, clock);
  await authtoken.load();
  const online = new Online({
    ...rest,
    authtoken,
    usage: new TunnelUsageCounter(appDb),
    limits: { ...tunnelLimits, ...options.tunnelLimits },
    edge: options.ngrokEdge ?? { serverAddr: null, caFile: null },
    startAgent: options.startAgent ?? forkedAgent(agentScript),
    givenAuthtoken: options.authtoken ?? null,
    openDoor: () => receiver.openDoor('tunnel'),
  });
  return { online, authtoken };
}
