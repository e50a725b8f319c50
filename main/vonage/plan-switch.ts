import { AppError } from '../../shared/reply.ts';
import type { JournaledSlot, SwitchEntry } from '../store/switch-journal.ts';
import type { SlotChange } from './application-text.ts';
import { contentOf, isSame } from './decide-restore.ts';
import type { Holding } from './slot-holder.ts';
import type { SlotDefinition } from './slots.ts';
import { SLOTS } from './slots.ts';

/** One address as it is and as it would be. */
export interface PreviewRow {
  readonly name: string;
  readonly capability: string;
  readonly current: string | null;
  readonly next: string;
  /** GET or POST, as Vonage calls it; null where it is not told. */
  readonly method: string | null;
  readonly usual: boolean;
  /** What was there before the switch; null where it is not switched, or where nothing was. */
  readonly original: string | null;
  readonly isSwitched: boolean;
}

/** A slot that the person has chosen, with the address that was shown as the current one. */
export interface ChosenSlot {
  readonly name: string;
  readonly seen: string | null;
}

export interface SwitchPlan {
  readonly changes: readonly SlotChange[];
  /** All slots of the entry, to be journaled before the changes are sent. */
  readonly slots: readonly JournaledSlot[];
}

/** The public base address without a slash at its end. Vonage is given it with our paths behind. */
export function parseBase(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new AppError('bad-address', 'Give a whole address that begins with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new AppError('bad-address', 'Give an address without a user name, a “?” or a “#”.');
  }
  return url.href.replace(/\/+$/, '');
}

export function previewSwitch(holding: Holding, entry: SwitchEntry | null, base: string): PreviewRow[] {
  return holding.slots.map(({ name, address, method }) => {
    const { capability, path, usual } = definitionOf(name);
    const switched = entry?.slots.find((slot) => slot.name === name && !slot.settled);
    return {
      name,
      capability,
      current: address,
      next: `${base}${path}`,
      method,
      usual,
      original: switched?.original.address ?? null,
      isSwitched: switched !== undefined,
    };
  });
}

/**
 * What to send and what to journal. Throws where an address is not the one that the person saw: it was changed
 * meanwhile, and nobody has agreed to replace that one.
 */
export function planSwitch(
  holding: Holding,
  entry: SwitchEntry | null,
  base: string,
  chosen: readonly ChosenSlot[],
): SwitchPlan {
  const changes: SlotChange[] = [];
  const slots = new Map((entry?.slots ?? []).map((slot) => [slot.name, slot]));
  for (const { name, seen } of chosen) {
    if (!holding.slots.some((slot) => slot.name === name)) throw noSlot(name);
    const is = contentOf(holding.slots, name);
    if (!isSame(is, { address: seen })) throw changedMeanwhile(name);
    const wanted = `${base}${definitionOf(name).path}`;
    if (is.address === wanted) continue;
    const known = slots.get(name);
    const isOurs = known?.settled === false && is.address !== null && known.ours.includes(is.address);
    changes.push({ name, address: wanted, present: true });
    slots.set(name, {
      name,
      original: isOurs ? known.original : is,
      ours: isOurs ? [...known.ours, wanted] : [wanted],
      settled: false,
      theirs: null,
    });
  }
  return { changes, slots: [...slots.values()] };
}

function definitionOf(name: string): SlotDefinition {
  const definition = SLOTS.get(name);
  if (definition === undefined) throw noSlot(name);
  return definition;
}

function noSlot(name: string): AppError {
  return new AppError('no-such-address', `There is no ${name} here that could be changed.`);
}

function changedMeanwhile(name: string): AppError {
  return new AppError(
    'changed-since-preview',
    `Somebody has changed ${name} at Vonage since it was shown here. Nothing was changed. Look at the addresses again.`,
  );
}
