import type { OpenSwitch } from '../../../shared/contract.ts';
import type { Check, CheckName, Fix } from '../../../shared/contract/setup.ts';
import { slotWords } from '../../../shared/vonage/slot-words.ts';
import { ACCOUNT_HOLDER } from '../../store/switch-journal.ts';
import type { SlotReading } from '../slots.ts';
import { SLOTS } from '../slots.ts';
import { findAccount } from './account-checks.ts';
import { applicationOf } from './asked-application.ts';
import type { Answered, ApplicationFacts, SetupFacts } from './facts.ts';
import { aCheck, CHOOSE_APPLICATION } from './make-check.ts';

const IN_DASHBOARD = 'in the Vonage dashboard, under Applications, Edit, Capabilities';

/** While a change or its putting back is under way, other addresses are in order. */
const COMPARABLE = new Set<OpenSwitch['state']>(['applied', 'verified', 'conflict']);

export function checkApplication(facts: SetupFacts): Check {
  const asked = readable('application', facts);
  if ('name' in asked) return asked;
  const { name, capabilities, messagesVersion } = asked.value;
  if (!capabilities.includes('messages')) {
    return aCheck('application', 'fail', `“${name}” has no Messages capability. Turn it on ${IN_DASHBOARD}.`);
  }
  const version = messagesVersion === null ? '' : `, version ${messagesVersion}`;
  return aCheck('application', 'pass', `“${name}” has the Messages capability${version}.`);
}

/** Whether the addresses of the application are ours: those of Messages, and whatever else was switched. */
export function checkAddresses(facts: SetupFacts): Check {
  const asked = readable('addresses', facts);
  if ('name' in asked) return asked;
  const entry = findSwitch(facts, facts.application?.id);
  const switched = switchedSlots(entry);
  const slots = asked.value.slots.filter(({ name }) => name.startsWith('messages.') || switched.has(name));
  if (slots.length === 0) return aCheck('addresses', 'unknown', 'It has no address of Messages to compare with ours.');
  return compare('addresses', facts, slots, entry) ?? aCheck('addresses', 'pass', `${tell(slots)} lead here.`);
}

export function checkMethod(facts: SetupFacts): Check {
  const asked = readable('method', facts);
  if ('name' in asked) return asked;
  const slots = asked.value.slots.filter(({ name, address }) => name.startsWith('messages.') && isSet(address));
  if (slots.length === 0) return aCheck('method', 'unknown', 'No address of Messages is set, so none has a method.');
  const wrong = slots.filter(({ method }) => method !== null && method !== 'POST');
  if (wrong.length > 0) {
    const found = wrong.map(({ name, method }) => `${slotWords(name)}: ${method ?? ''}`).join('; ');
    return aCheck('method', 'fail', `${found}. Messages webhooks need POST; set it ${IN_DASHBOARD}.`);
  }
  return slots.some(({ method }) => method === null)
    ? aCheck('method', 'unknown', 'Vonage does not tell the method of every address. It uses POST for Messages.')
    : aCheck('method', 'pass', `${tell(slots)} are called with POST.`);
}

/** The account's own addresses, which the SMS API uses. Without them nothing is wrong: Messages needs none. */
export function checkSmsAddresses(facts: SetupFacts): Check {
  const asked = facts.vonage?.sms ?? null;
  if (asked === null) return notAsked('sms', facts);
  // Of no concern to whoever uses Messages only: it warns at most.
  if ('problem' in asked) return aCheck('sms', asked.isPassing ? 'unknown' : 'warn', asked.problem);
  const slots = asked.value.filter(({ address }) => isSet(address));
  const entry = findSwitch(facts, ACCOUNT_HOLDER);
  if (slots.length === 0 && entry === undefined) {
    return aCheck('sms', 'pass', 'None is set for the account. Only the SMS API needs them.');
  }
  const switched = switchedSlots(entry);
  const looked = asked.value.filter(({ name, address }) => isSet(address) || switched.has(name));
  const found = compare('sms', facts, looked, entry);
  if (found === null) return aCheck('sms', 'pass', `${tell(looked)} lead here.`);
  const isOurs = entry !== undefined;
  return isOurs || found.state !== 'fail' ? found : { ...found, state: 'warn' };
}

/** What Vonage has said of the chosen application; else why there is nothing to look at. */
function readable(name: CheckName, facts: SetupFacts): { readonly value: ApplicationFacts } | Check {
  const asked: Answered<ApplicationFacts> | null = applicationOf(facts);
  if (asked !== null && 'value' in asked) return asked;
  if (name !== 'application' && facts.application !== null && asked !== null) {
    return aCheck(name, 'unknown', 'Not known before the application is.');
  }
  if (asked !== null) return aCheck(name, asked.isPassing ? 'unknown' : 'fail', asked.problem);
  return notAsked(name, facts);
}

function notAsked(name: CheckName, facts: SetupFacts): Check {
  const { accounts, application, isAsking } = facts;
  const isOfApplication = name !== 'sms';
  if (findAccount(accounts, application?.apiKey)?.apiSecret !== 'kept') {
    return aCheck(name, 'unknown', 'Not known before Vonage can be asked: see Account.');
  }
  if (application === null && isOfApplication) {
    return name === 'application'
      ? aCheck(name, 'unknown', 'None is chosen, so it can’t be looked at.', { fix: CHOOSE_APPLICATION })
      : aCheck(name, 'unknown', 'Not known before an application is chosen.');
  }
  return isAsking
    ? aCheck(name, 'checking', 'Vonage is being asked.')
    : aCheck(name, 'unknown', 'Vonage has not been asked yet.');
}

/** Null where all of them lead here. */
function compare(
  name: CheckName,
  { tunnel }: SetupFacts,
  slots: readonly SlotReading[],
  entry: OpenSwitch | undefined,
): Check | null {
  const switched = switchedSlots(entry);
  const foreign = slots.filter((slot) => isForeign(slot, switched.get(slot.name)));
  if (foreign.length > 0 && entry !== undefined) {
    const sentence = `Somebody else has changed this while it was switched: ${tellEach(foreign)}`;
    return aCheck(name, 'fail', sentence, { fix: { does: 'decide', id: entry.id } });
  }
  const { url } = tunnel;
  if (url === null || tunnel.state === 'connecting') {
    return aCheck(name, 'unknown', `There is no public address to compare with. Now: ${tellEach(slots)}`);
  }
  const wrong = slots.filter((slot) => slot.address !== url + pathOf(slot.name));
  if (wrong.length === 0) return null;
  const isOld = wrong.some(({ name: slot, address }) => address !== null && address === switched.get(slot)?.ours);
  if (isOld) {
    return aCheck(name, 'fail', `What was switched leads to another public address: ${tellEach(wrong)}`, {
      fix: { does: 'move-switches' },
    });
  }
  const holder = name === 'sms' ? ACCOUNT_HOLDER : 'application';
  const fix: Fix = { does: 'open-switch', label: 'Point them here', holder };
  return aCheck(name, 'fail', `Not here: ${tellEach(wrong)}`, { fix });
}

type SwitchedSlot = OpenSwitch['slots'][number];

/** Neither ours nor what was there before: as when it is put back. */
function isForeign({ address }: SlotReading, slot: SwitchedSlot | undefined): boolean {
  if (slot === undefined) return false;
  return address !== slot.ours && (address || null) !== (slot.original || null);
}

/** The slots that are to be ours, by name. */
function switchedSlots(entry: OpenSwitch | undefined): ReadonlyMap<string, SwitchedSlot> {
  const slots = entry?.slots.filter(({ settled }) => !settled) ?? [];
  return new Map(slots.map((slot) => [slot.name, slot]));
}

function findSwitch({ switches, application, vonage }: SetupFacts, holder: string | undefined): OpenSwitch | undefined {
  const apiKey = holder === ACCOUNT_HOLDER ? vonage?.apiKey : application?.apiKey;
  return switches.find((entry) => entry.apiKey === apiKey && entry.holder === holder && COMPARABLE.has(entry.state));
}

function pathOf(slot: string): string {
  return SLOTS.get(slot)?.path ?? '';
}

function isSet(address: string | null): boolean {
  return address !== null && address !== '';
}

function tell(slots: readonly SlotReading[]): string {
  return slots.map(({ name }) => slotWords(name)).join(', ');
}

function tellEach(slots: readonly SlotReading[]): string {
  const each = slots.map(({ name, address }) => {
    return `${slotWords(name)}: ${isSet(address) ? address : 'no address'}`;
  });
  return `${each.join('; ')}.`;
}
