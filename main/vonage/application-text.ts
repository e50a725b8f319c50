import { applyEdits, modify } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

import type { SlotDefinition, SlotReading } from './slots.ts';
import { APPLICATION_SLOTS } from './slots.ts';
import { notUnderstood } from './vonage-http.ts';

/**
 * What a slot is to hold. Without an address: `present` tells whether an empty slot is left, or none; `bare` takes the
 * `webhooks` of its capability out as well, once nothing else is in there.
 */
export interface SlotChange {
  readonly name: string;
  readonly address: string | null;
  readonly present: boolean;
  readonly bare?: true | undefined;
}

const webhook = z.looseObject({ address: z.string().optional(), http_method: z.string().optional() });
const capability = z.looseObject({ webhooks: z.record(z.string(), z.unknown()).optional() });
const application = z.looseObject({
  id: z.string(),
  name: z.string(),
  capabilities: z.record(z.string(), z.unknown()).catch({}),
});

/** What Vonage puts into its answers and does not take back. */
const READ_ONLY = ['id', '_links'];

export interface ReadApplication {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
  /** Slots that are there, and those that could be. One in a form that we don't know is left out: it is not ours to change. */
  readonly slots: readonly SlotReading[];
}

/** Reads what the switch needs of an application, from the JSON as Vonage sent it. */
export function readApplication(text: string): ReadApplication {
  const parsed = application.safeParse(parse(text));
  if (!parsed.success) throw notUnderstood('this is no application');
  const { id, name, capabilities } = parsed.data;
  return {
    id,
    name,
    capabilities: Object.keys(capabilities),
    slots: APPLICATION_SLOTS.flatMap((definition) => readSlot(capabilities, definition) ?? []),
  };
}

function readSlot(capabilities: Readonly<Record<string, unknown>>, definition: SlotDefinition): SlotReading | null {
  const { name, member, addable } = definition;
  if (!Object.hasOwn(capabilities, definition.capability)) return null;
  const parsed = capability.safeParse(capabilities[definition.capability]);
  if (!parsed.success) return null;
  const { webhooks } = parsed.data;
  if (webhooks === undefined || !Object.hasOwn(webhooks, member)) {
    const bare = webhooks === undefined && ({ bare: true } as const);
    return addable ? { name, address: null, present: false, ...bare, method: null } : null;
  }
  const found = webhook.safeParse(webhooks[member]);
  if (!found.success) return null;
  const { address, http_method: method = null } = found.data;
  return { name, address: address ?? null, present: true, method };
}

/**
 * The text to send back: these slots changed, what is read-only taken out, and every other character as it was. Numbers
 * that JavaScript can't hold, the order of names and unknown members survive, because nothing is parsed and printed.
 */
export function changeApplication(text: string, changes: readonly SlotChange[]): string {
  const steps = [
    ...READ_ONLY.map((name) => [[name], undefined] as const),
    ...changes.map((change) => toEdit(text, change)),
  ];
  const edited = steps.reduce((result, [path, value]) => edit(result, path, value), text);
  const changed = changes.filter(({ bare }) => bare).reduce(withoutEmptied, edited);
  // A name that stands there twice would be edited in one place and read from another.
  const read = readApplicationBody(changed);
  for (const change of changes) {
    const now = read.find(({ name }) => name === change.name);
    if ((now?.address ?? null) !== change.address) throw notUnderstood(`its ${change.name} can’t be changed safely`);
  }
  if (
    differencesBesides(
      text,
      changed,
      changes.map(({ name }) => name),
    ).length > 0
  ) {
    throw notUnderstood('this application can’t be changed safely');
  }
  return changed;
}

function edit(text: string, path: readonly string[], value: unknown): string {
  return applyEdits(text, modify(text, [...path], value, {}));
}

/** Without the `webhooks` that a slot was in, if it was the last. */
function withoutEmptied(text: string, { name }: SlotChange): string {
  const path = ['capabilities', name.split('.')[0] ?? '', 'webhooks'];
  const webhooks = membersAt(parse(text), path);
  return webhooks !== null && isEmpty(webhooks) ? edit(text, path, undefined) : text;
}

function readApplicationBody(text: string): readonly SlotReading[] {
  const { capabilities = {} } = application.partial().parse(parse(text));
  return APPLICATION_SLOTS.flatMap((definition) => readSlot(capabilities, definition) ?? []);
}

function toEdit(text: string, { name, address, present }: SlotChange): readonly [readonly string[], unknown] {
  const [owner = '', member = ''] = name.split('.');
  const path = ['capabilities', owner, 'webhooks', member];
  if (address === null) return present ? [[...path, 'address'], undefined] : [path, undefined];
  const is = readApplicationBody(text).find((slot) => slot.name === name);
  return is?.present === true ? [[...path, 'address'], address] : [path, { address, http_method: 'POST' }];
}

/** The paths at which two texts of an application differ, besides these slots' addresses and what is read-only. */
export function differencesBesides(before: string, after: string, slots: readonly string[]): string[] {
  const [one, two] = [parse(before), parse(after)];
  for (const name of slots) withoutAddress(name, one, two);
  return difference(one, two, []).filter((path) => !READ_ONLY.includes(path));
}

/** Takes the address of a slot out of both; all of the slot where only one of them has it. */
function withoutAddress(name: string, one: unknown, two: unknown): void {
  const [owner = '', member = ''] = name.split('.');
  const webhooks = [one, two].map((document) => membersAt(document, ['capabilities', owner, 'webhooks']));
  const both = webhooks.every((members) => membersOf(members?.[member]) !== null);
  for (const members of webhooks) {
    if (both) delete membersOf(members?.[member])?.['address'];
    else delete members?.[member];
  }
}

function difference(one: unknown, two: unknown, path: readonly string[]): string[] {
  if (isDeepStrictEqual(one, two)) return [];
  const [left, right] = [membersOf(one), membersOf(two)];
  // Deep enough to name it, shallow enough to be read.
  if (left === null || right === null || path.length === 4) {
    return isEmpty(one) && isEmpty(two) ? [] : [path.join('.')];
  }
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => difference(left[name], right[name], [...path, name]));
}

/** `webhooks: {}` and no `webhooks` say the same. */
function isEmpty(value: unknown): boolean {
  const members = membersOf(value);
  return value === undefined || (members !== null && Object.keys(members).length === 0);
}

function membersAt(document: unknown, path: readonly string[]): Record<string, unknown> | null {
  return membersOf(path.reduce<unknown>((value, step) => membersOf(value)?.[step], document));
}

function membersOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notUnderstood('it is no JSON');
  }
}
