import type { Clock } from '../domain/clock.ts';
import type { SwitchEntry, SwitchJournal } from '../store/switch-journal.ts';
import { contentOf } from './decide-restore.ts';
import type { SwitchPlan } from './plan-switch.ts';
import type { Holding, SlotHolder } from './slot-holder.ts';
import { VonageError } from './vonage-error.ts';

/** How long a request without an answer may still take effect after it was sent, in microseconds. */
export const UNSETTLED_US = 20_000_000;

const MOST_NAMED = 10;

/**
 * Sends what is planned and journaled, and reads it back. A cut connection is no failure where the addresses are found
 * changed. Ends in `verified`, or throws; the entry then tells what is known of the request.
 */
export async function sendPlan(
  journal: SwitchJournal,
  clock: Clock,
  holder: SlotHolder,
  before: Holding,
  { changes }: SwitchPlan,
  planned: SwitchEntry,
  signal: AbortSignal,
): Promise<void> {
  let entry = planned;
  let cut: VonageError | null = null;
  const onSend = (): void => {
    entry = journal.change(entry, { unsettledUntil: clock() + UNSETTLED_US });
  };
  try {
    await holder.write(before, changes, signal, onSend);
    // Not settled before it is read back: Vonage may show the change a little later than it accepts it.
    entry = journal.change(entry, { state: 'applied' });
  } catch (error) {
    if (!(error instanceof VonageError) || error.effect === 'not-done') throw error;
    cut = error;
  }
  const after = await holder.read(signal);
  const missing = changes.filter(({ name, address }) => contentOf(after.slots, name).address !== address);
  if (missing.length > 0) throw cut ?? notApplied(missing.map(({ name }) => name));
  const others = before.differences(
    after,
    changes.map(({ name }) => name),
  );
  const named = others.slice(0, MOST_NAMED).join(', ');
  journal.change(entry, {
    state: 'verified',
    unsettledUntil: null,
    problem: others.length === 0 ? null : `Vonage shows other changes as well: ${named}.`,
  });
}

function notApplied(names: readonly string[]): VonageError {
  return new VonageError(
    'vonage-not-applied',
    `Vonage accepted the change, but still shows other addresses for ${names.join(', ')}. What was changed is put back.`,
    'unknown',
  );
}
