import type { Clock } from '../domain/clock.ts';
import type { SwitchEntry, SwitchJournal } from '../store/switch-journal.ts';
import type { Answer } from './decide-restore.ts';
import { decideRestore, hasWanted } from './decide-restore.ts';
import { UNSETTLED_US } from './send-plan.ts';
import type { Holding, SlotHolder } from './slot-holder.ts';
import { VonageError } from './vonage-error.ts';

const TRIES = 3;
const GONE = 'Vonage has no such application in this account any more.';
const WAITING =
  'A change that was sent to Vonage does not show there and may still take effect, so the addresses are looked at once more.';

/**
 * Puts back what an entry of the journal says, and reads it back. Ends in `restored`, in `conflict` where somebody
 * else's address was found, or in `restoring` where it is to be looked at again. Throws what Vonage refuses; the entry
 * then stays open.
 */
export async function putBack(
  journal: SwitchJournal,
  clock: Clock,
  holder: SlotHolder,
  found: SwitchEntry,
  answers: readonly Answer[],
  signal: AbortSignal,
): Promise<SwitchEntry> {
  let entry = found;
  for (let tried = 1; ; tried += 1) {
    const now = await readOrGone(holder, signal);
    entry = journal.change(entry, { unsettledUntil: settling(entry, now, clock()) });
    const decision = decideRestore(entry.slots, now?.slots ?? [], tried === 1 ? answers : []);
    if (decision.putBack.length === 0) {
      return entry.unsettledUntil === null
        ? close(journal, entry, decision.slots, now)
        : journal.change(entry, { state: 'restoring', problem: WAITING });
    }
    if (now === null) throw new VonageError('vonage-not-found', GONE, 'not-done');
    if (tried > TRIES) throw notRestored(decision.putBack.map(({ name }) => name));
    entry = journal.change(entry, { state: 'restoring', slots: decision.slots });
    await write(holder, now, decision.putBack, signal);
  }
}

/**
 * Until when to wait for a request that may still take effect: null where it has, or can't any more. As long as it may,
 * an original address proves nothing.
 */
function settling({ unsettledUntil, slots }: SwitchEntry, now: Holding | null, time: number): number | null {
  if (unsettledUntil === null || unsettledUntil <= time) return null;
  if (now === null || hasWanted(slots, now.slots)) return null;
  // Further off than it can be: the computer's clock was set back.
  return Math.min(unsettledUntil, time + UNSETTLED_US);
}

function close(
  journal: SwitchJournal,
  entry: SwitchEntry,
  slots: SwitchEntry['slots'],
  now: Holding | null,
): SwitchEntry {
  const asks = slots.some(({ settled }) => !settled);
  return journal.change(entry, {
    slots,
    state: asks ? 'conflict' : 'restored',
    problem: asks && now === null ? GONE : null,
  });
}

/** A cut connection is no answer; reading again tells what became of it. */
async function write(
  holder: SlotHolder,
  now: Holding,
  changes: Parameters<SlotHolder['write']>[1],
  signal: AbortSignal,
): Promise<void> {
  try {
    await holder.write(now, changes, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof VonageError) || error.effect === 'not-done') throw error;
  }
}

async function readOrGone(holder: SlotHolder, signal: AbortSignal): Promise<Holding | null> {
  try {
    return await holder.read(signal);
  } catch (error) {
    if (error instanceof VonageError && error.code === 'vonage-not-found') return null;
    throw error;
  }
}

function notRestored(names: readonly string[]): VonageError {
  return new VonageError(
    'vonage-not-restored',
    `Vonage has accepted the addresses that were there before, but still shows ours: ${names.join(', ')}. Set them by hand.`,
    'unknown',
  );
}
