import type { SlotChange } from './application-text.ts';
import type { SlotReading } from './slots.ts';

/** An application, or the account with its addresses for SMS: what the switch changes and puts back. */
export interface SlotHolder {
  read(signal: AbortSignal): Promise<Holding>;
  /** Sends what was read with these slots changed, and nothing else different. Calls `onSend` each time before it leaves. */
  write(holding: Holding, changes: readonly SlotChange[], signal: AbortSignal, onSend?: () => void): Promise<void>;
}

/** What a holder holds now. */
export interface Holding {
  readonly name: string;
  readonly slots: readonly SlotReading[];
  /** As Vonage sent it. */
  readonly text: string;
  /** What else is different in a later reading, as paths for a person; `slots` are the ones that may be. */
  differences(later: Holding, slots: readonly string[]): readonly string[];
}
