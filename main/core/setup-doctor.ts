import type { AppState, Settings } from '../../shared/contract.ts';
import type { SetupReport, TunnelUsage } from '../../shared/contract/setup.ts';
import type { Log } from '../domain/log.ts';
import type { ReceivedFacts } from '../projection/received-facts.ts';
import type { AccountSummary } from '../store/accounts.ts';
import type { TunnelProof } from '../tunnel/tunnel.ts';
import { findAccount } from '../vonage/doctor/account-checks.ts';
import type { Read } from '../vonage/doctor/ask-vonage.ts';
import { askVonage } from '../vonage/doctor/ask-vonage.ts';
import { examineSetup } from '../vonage/doctor/examine-setup.ts';
import type { AccountFacts, VonageFacts } from '../vonage/doctor/facts.ts';
import type { Credentials } from '../vonage/vonage-http.ts';

type State = Pick<AppState, 'receiver' | 'storingProblem' | 'tunnel' | 'switches'>;

export interface SetupDoctorParts {
  readonly state: () => State;
  readonly settings: () => Pick<Settings, 'setupApplication'>;
  readonly accounts: () => readonly AccountSummary[];
  /** Of this run. */
  readonly credentials: Credentials | null;
  readonly received: () => Promise<ReceivedFacts>;
  readonly read: Read;
  readonly online: { readonly proof: TunnelProof | null; readonly usage: TunnelUsage };
  readonly log: Log;
  /** Another report would be given. */
  readonly changed: () => void;
}

/** Tells why nothing is arriving. What Vonage says is kept until it is asked again; everything else is as it is now. */
export class SetupDoctor {
  readonly #parts: SetupDoctorParts;
  #asked: { readonly facts: VonageFacts; readonly switched: string } | null = null;
  #asking: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(parts: SetupDoctorParts) {
    this.#parts = parts;
  }

  async report(): Promise<SetupReport> {
    const { state, settings, online } = this.#parts;
    const received = await this.#parts.received();
    const { receiver, storingProblem, tunnel, switches } = state();
    const accounts = this.#accounts();
    const isAsking = this.#asking !== null;
    const { setupApplication: application } = settings();
    const account = findAccount(accounts, application?.apiKey);
    const vonage = this.#current(account, switches);
    const checks = examineSetup({
      receiver,
      storingProblem,
      tunnel,
      switches,
      accounts,
      application,
      isAsking,
      received,
      proof: online.proof,
      usage: online.usage,
      vonage,
    });
    const canAsk = account?.apiSecret === 'kept';
    return { checks, vonage: { canAsk, isAsking, askedAt: vonage?.askedAt ?? null } };
  }

  /**
   * Asks Vonage about what is chosen. While a question is under way, one more waits for it and then asks about what is
   * chosen by then; further ones share that.
   */
  async ask(): Promise<SetupReport> {
    if (this.#asking === null) {
      this.#asking = this.#ask().finally(() => {
        this.#asking = null;
        this.#parts.changed();
      });
      this.#parts.changed();
      await this.#asking;
    } else {
      this.#next ??= this.#asking.then(async () => {
        this.#next = null;
        await this.ask();
      });
      await this.#next;
    }
    return this.report();
  }

  async #ask(): Promise<void> {
    const { settings, state, read, log } = this.#parts;
    const { setupApplication: application } = settings();
    const account = findAccount(this.#accounts(), application?.apiKey);
    const switched = keyOf(state().switches);
    if (account?.apiKey == null || account.apiSecret !== 'kept') {
      this.#asked = null;
      return;
    }
    try {
      this.#asked = { facts: await askVonage(read, account.apiKey, application, Date.now), switched };
    } catch (error) {
      this.#asked = null;
      log.error('Vonage could not be asked for the setup', error);
    }
  }

  /** What Vonage has said, unless that was of another account, or from before we changed something there. */
  #current(account: AccountFacts | undefined, switches: State['switches']): VonageFacts | null {
    if (this.#asked?.facts.apiKey !== account?.apiKey || this.#asked?.switched !== keyOf(switches)) return null;
    return this.#asked.facts;
  }

  #accounts(): AccountFacts[] {
    const { accounts, credentials } = this.#parts;
    const stored = accounts().map(({ label, apiKey, secrets }): AccountFacts => {
      const secret = secrets.find(({ use }) => use === 'api');
      const isGiven = credentials !== null && credentials.apiKey === apiKey;
      const own = secret === undefined ? 'none' : secret.readable ? 'kept' : 'unreadable';
      return { label, apiKey, apiSecret: isGiven ? 'kept' : own };
    });
    if (credentials === null || stored.some(({ apiKey }) => apiKey === credentials.apiKey)) return stored;
    return [...stored, { label: 'The environment', apiKey: credentials.apiKey, apiSecret: 'kept' }];
  }
}

/** Another one whenever something has been switched, put back or found changed. */
function keyOf(switches: State['switches']): string {
  return JSON.stringify(switches.map(({ id, state, slots }) => [id, state, slots.map(({ ours }) => ours)]));
}
