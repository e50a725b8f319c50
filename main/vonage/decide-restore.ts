import type { JournaledSlot, SlotContent } from '../store/switch-journal.ts';
import type { SlotChange } from './application-text.ts';
import type { SlotReading } from './slots.ts';

/** What the person wants with somebody else's address, having seen it. */
export interface Answer {
  readonly name: string;
  /** `theirs`: leave it. `original`: put back what was there before the switch. */
  readonly choice: 'theirs' | 'original';
  /** The address that was shown with the question. An answer counts for that one alone. */
  readonly seen: string | null;
}

export interface Decision {
  /** What to send, in one request. Empty where nothing of ours is there. */
  readonly putBack: readonly SlotChange[];
  /** The slots as they are to be journaled once that is done: the ones with `theirs` are to be asked about. */
  readonly slots: readonly JournaledSlot[];
}

/**
 * What restoring does, from the journal and from what Vonage says now. An address that is neither ours nor the original
 * one is somebody else's, and it is never replaced without an answer that was given for this very address.
 */
export function decideRestore(
  journaled: readonly JournaledSlot[],
  now: readonly SlotReading[],
  answers: readonly Answer[] = [],
): Decision {
  const putBack: SlotChange[] = [];
  const slots = journaled.map((slot): JournaledSlot => {
    if (slot.settled) return slot;
    const is = contentOf(now, slot.name);
    const settled = { ...slot, settled: true, theirs: null };
    if (isSame(is, slot.original)) return settled;
    if (is.address !== null && slot.ours.includes(is.address)) {
      putBack.push({ name: slot.name, ...slot.original });
      return { ...slot, theirs: null };
    }
    const answer = answers.find(({ name, seen }) => name === slot.name && isSame({ address: seen }, is));
    if (answer === undefined) return { ...slot, theirs: is };
    if (answer.choice === 'theirs') return settled;
    putBack.push({ name: slot.name, ...slot.original });
    // Ours from now on: what was sent may be found there, or the original, and both are known.
    return { ...slot, ours: is.address === null ? slot.ours : [...slot.ours, is.address], theirs: null };
  });
  return { putBack, slots };
}

/**
 * Whether the last request that put our addresses there has taken effect: all that it wanted is there. One of ours from
 * an earlier request proves nothing.
 */
export function hasWanted(journaled: readonly JournaledSlot[], now: readonly SlotReading[]): boolean {
  return journaled.every(({ name, ours, settled }) => settled || contentOf(now, name).address === ours.at(-1));
}

export function contentOf(now: readonly SlotReading[], name: string): SlotContent {
  const { address = null, present = false, bare } = now.find((slot) => slot.name === name) ?? {};
  return { address, present, ...(bare && { bare }) };
}

/** No slot, a slot without an address and an empty address all say that nothing is to be called. */
export function isSame(one: Pick<SlotContent, 'address'>, two: Pick<SlotContent, 'address'>): boolean {
  return (one.address || null) === (two.address || null);
}
