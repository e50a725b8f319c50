import type { OpenSwitch, ReceiverState, TunnelState } from '../../../shared/contract.ts';
import type { ChosenApplication, TunnelUsage } from '../../../shared/contract/setup.ts';
import type { ReceivedFacts } from '../../projection/received-facts.ts';
import type { TunnelProof } from '../../tunnel/tunnel.ts';
import type { SlotReading } from '../slots.ts';

/** All that the doctor knows; what it makes of it is decided by these alone. */
export interface SetupFacts {
  readonly receiver: ReceiverState;
  readonly storingProblem: string | null;
  readonly tunnel: TunnelState;
  /** What has last come through the public address; null where nothing has, or there is none. */
  readonly proof: TunnelProof | null;
  readonly usage: TunnelUsage;
  readonly accounts: readonly AccountFacts[];
  readonly application: ChosenApplication | null;
  readonly switches: readonly OpenSwitch[];
  readonly vonage: VonageFacts | null;
  readonly isAsking: boolean;
  readonly received: ReceivedFacts;
}

export interface AccountFacts {
  readonly label: string;
  readonly apiKey: string | null;
  readonly apiSecret: 'none' | 'kept' | 'unreadable';
}

/** `isPassing`: it says nothing about the setup, only that Vonage could not be asked. */
export type Answered<T> = { readonly value: T } | { readonly problem: string; readonly isPassing: boolean };

/** What Vonage has said when it was last asked. */
export interface VonageFacts {
  /** In milliseconds since 1970. */
  readonly askedAt: number;
  readonly apiKey: string;
  /** Null where none was chosen. */
  readonly application: (Answered<ApplicationFacts> & { readonly id: string }) | null;
  readonly sms: Answered<readonly SlotReading[]>;
}

export interface ApplicationFacts {
  readonly name: string;
  readonly capabilities: readonly string[];
  /** `v1` or `v0.1`; null where it is not told. */
  readonly messagesVersion: string | null;
  /** Capabilities whose webhooks Vonage says it does not sign. */
  readonly unsigned: readonly string[];
  readonly slots: readonly SlotReading[];
}
