import type { AppState } from '../../shared/contract.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Accounts } from '../store/accounts.ts';
import type { Db } from '../store/open-database.ts';
import type { SwitchEntry } from '../store/switch-journal.ts';
import { SwitchJournal } from '../store/switch-journal.ts';
import { AddressSwitch } from '../vonage/address-switch.ts';
import { VonageClients } from '../vonage/vonage-clients.ts';
import type { Credentials, VonageHosts, VonageLimits } from '../vonage/vonage-http.ts';
import { defaultVonageLimits, vonageHosts } from '../vonage/vonage-http.ts';
import type { CoreEvents } from './core-state.ts';

export interface SwitchOptions {
  /** Where Vonage's APIs are; Vonage's own without it. */
  readonly vonage?: VonageHosts;
  readonly vonageLimits?: Partial<VonageLimits>;
  /** Of this run; it is not stored. What is stored for the same key comes first. */
  readonly vonageCredentials?: Credentials | null;
}

interface Needs {
  readonly appDb: Db;
  readonly accounts: Pick<Accounts, 'apiSecret'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Pick<CoreEvents, 'emit'>;
}

/** Opens the address switch and at once begins to put back what a run before has left; nobody waits for that. */
export function openSwitch(options: SwitchOptions, needs: Needs): AddressSwitch {
  const switches = makeSwitch(options, needs);
  if (switches.open().length > 0) {
    switches.restoreAll().catch((error: unknown) => needs.log.error('putting addresses back failed', error));
  }
  return switches;
}

/** The address switch without a first step, for a command that takes it itself. */
export function makeSwitch(options: SwitchOptions, { appDb, accounts, clock, log, events }: Needs): AddressSwitch {
  const { vonage = vonageHosts({}), vonageLimits, vonageCredentials: given = null } = options;
  const secretOf = (apiKey: string): string | null =>
    accounts.apiSecret(apiKey) ?? (given?.apiKey === apiKey ? given.apiSecret : null);
  return new AddressSwitch({
    journal: new SwitchJournal(appDb, clock),
    clients: new VonageClients(vonage, { ...defaultVonageLimits, ...vonageLimits }, secretOf),
    clock,
    log,
    changed: () => events.emit('state'),
  });
}

/** As the window sees them. */
export function toOpenSwitches(entries: readonly SwitchEntry[]): AppState['switches'] {
  return entries.flatMap(({ id, apiKey, holder, name, state, problem, slots }) =>
    state === 'restored'
      ? []
      : {
          id,
          apiKey,
          holder,
          name,
          state,
          problem,
          slots: slots.map(({ name: slot, original, ours, settled, theirs }) => ({
            name: slot,
            original: original.address,
            ours: ours.at(-1) ?? '',
            settled,
            theirs: theirs === null ? null : { address: theirs.address },
          })),
        },
  );
}

/** Resolves when the work has ended, or the time has. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
