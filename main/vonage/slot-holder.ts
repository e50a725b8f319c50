import type { SlotChange } from './application-text.ts';
import { contentOf } from './decide-restore.ts';
import type { SlotReading } from './slots.ts';
import { VonageError } from './vonage-error.ts';

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

/** Reads anew what is about to be changed. Throws where somebody else has changed one of these slots meanwhile. */
export async function readUnchanged(
  read: SlotHolder['read'],
  holding: Holding,
  changes: readonly SlotChange[],
  signal: AbortSignal,
): Promise<Holding> {
  const now = await read(signal);
  const changed = changes.filter(
    ({ name }) => contentOf(now.slots, name).address !== contentOf(holding.slots, name).address,
  );
  if (changed.length === 0) return now;
  const names = changed.map(({ name }) => name).join(', ');
  throw new VonageError(
    'vonage-conflict',
    `Somebody has changed ${names} at Vonage while it let the app wait. Nothing was changed.`,
    'not-done',
  );
}
