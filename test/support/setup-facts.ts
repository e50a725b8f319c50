import type { OpenSwitch } from '../../shared/contract.ts';
import type { Check, CheckName } from '../../shared/contract/setup.ts';
import { examineSetup } from '../../main/vonage/doctor/examine-setup.ts';
import type { ApplicationFacts, SetupFacts, VonageFacts } from '../../main/vonage/doctor/facts.ts';
import type { SlotReading } from '../../main/vonage/slots.ts';

export const KEY = 'a1b2c3d4';
const APP = 'app-1';
export const URL = 'https://mine.ngrok-free.app';
export const OUR_INBOUND = `${URL}/webhooks/inbound-message`;
export const OUR_STATUS = `${URL}/webhooks/message-status`;

export const aSlot = (name: string, address: string | null, method: string | null = 'POST'): SlotReading => ({
  name,
  address,
  method,
  present: address !== null,
});

export const inbound = (address: string | null, method: string | null = 'POST'): SlotReading =>
  aSlot('messages.inbound_url', address, method);
export const status = (address: string | null): SlotReading => aSlot('messages.status_url', address);

const anApplication = (changes: Partial<ApplicationFacts> = {}): ApplicationFacts => ({
  name: 'Order updates',
  capabilities: ['messages'],
  messagesVersion: 'v1',
  unsigned: [],
  slots: [inbound(OUR_INBOUND), status(OUR_STATUS)],
  ...changes,
});

/** What Vonage has said of the application and of the account's addresses for SMS. */
export const vonage = (
  application: Partial<ApplicationFacts> = {},
  sms: readonly SlotReading[] = [aSlot('sms.mo-callback-url', null), aSlot('sms.dr-callback-url', null)],
): VonageFacts => ({
  askedAt: 1_000,
  apiKey: KEY,
  application: { id: APP, value: anApplication(application) },
  sms: { value: sms },
});

/** Everything in order. */
export const IN_ORDER: SetupFacts = {
  receiver: { state: 'listening', port: 4747, wantedPort: null, baseUrl: 'http://127.0.0.1:4747' },
  storingProblem: null,
  tunnel: { state: 'online', kind: 'ngrok', url: URL, previousUrl: null, problem: null, latencyMs: 48 },
  proof: { at: 5_000, by: 'probe' },
  usage: { month: '2026-11', probes: 880, webhooks: 324 },
  accounts: [{ label: 'Production', apiKey: KEY, apiSecret: 'kept' }],
  application: { apiKey: KEY, id: APP },
  switches: [],
  vonage: vonage(),
  isAsking: false,
  received: {
    last: { at: 9_000, isPublic: true },
    lastPublic: { at: 9_000, forwardedFor: '216.147.3.9' },
    signatures: { looked: 40, unsigned: 0, failed: 0, keysWithoutSecret: [] },
  },
};

/** The application as it is switched, unless told otherwise. */
export const aSwitch = (changes: Partial<OpenSwitch> = {}): OpenSwitch => ({
  id: 7,
  apiKey: KEY,
  holder: APP,
  name: 'Order updates',
  state: 'verified',
  problem: null,
  slots: [
    {
      name: 'messages.inbound_url',
      original: 'https://shop.example/in',
      ours: OUR_INBOUND,
      settled: false,
      theirs: null,
    },
  ],
  ...changes,
});

/** The check of that name, where everything besides `changes` is in order. */
export function examined(name: CheckName, changes: Partial<SetupFacts>): Check {
  const found = examineSetup({ ...IN_ORDER, ...changes }).find((check) => check.name === name);
  if (found === undefined) throw new Error(`there is no check ${name}`);
  return found;
}
