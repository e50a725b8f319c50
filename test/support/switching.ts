import Database from 'better-sqlite3';

import type { SwitchEntry } from '../../main/store/switch-journal.ts';
import { SwitchJournal } from '../../main/store/switch-journal.ts';
import { appMigrations } from '../../main/store/app-database.ts';
import { migrate } from '../../main/store/open-database.ts';
import { AddressSwitch } from '../../main/vonage/address-switch.ts';
import { VonageClients } from '../../main/vonage/vonage-clients.ts';
import type { VonageLimits } from '../../main/vonage/vonage-http.ts';
import { closing } from './databases.ts';
import type { FakeVonage } from './fake-vonage.ts';
import { API_KEY, API_SECRET, startFakeVonage } from './fake-vonage.ts';

export const BASE = 'https://tunnel.example';
export const APP = { apiKey: API_KEY, holder: 'app-1' };
export const INBOUND = 'messages.inbound_url';
export const STATUS = 'messages.status_url';
export const OLD_INBOUND = 'https://shop.example/in?key=1';
export const OUR_INBOUND = `${BASE}/webhooks/inbound-message`;
export const OUR_STATUS = `${BASE}/webhooks/message-status`;

/** With numbers, order and spaces that parsing and printing would not keep. */
const CAPABILITIES =
  '{"voice": { "signed_callbacks":true, "conversations_ttl": 48.0, "webhooks": {"answer_url": {"address": "https://shop.example/answer", "http_method": "GET"}}},' +
  ` "messages": {"version": "v1", "webhooks": {"inbound_url": {"http_method":"POST", "address": "${OLD_INBOUND}"}}}, "x-new": {"list": [1e3]} }`;

export interface Switching {
  readonly fake: FakeVonage;
  readonly switches: AddressSwitch;
  readonly journal: SwitchJournal;
  /** What the application was in the beginning. */
  readonly original: string;
  readonly clock: { us: number };
  secret: string | null;
  readonly logged: string[];
  readonly entry: () => SwitchEntry | undefined;
}

/** The real switch and journal before a fake Vonage that has one application, `app-1`. */
export async function startSwitching(limits: Partial<VonageLimits> = {}): Promise<Switching> {
  const fake = await startFakeVonage();
  addApplication(fake);
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations);
  const clock = { us: 1_000_000_000 };
  const journal = new SwitchJournal(db, () => clock.us);
  const logged: string[] = [];
  const note = (message: string): void => void logged.push(message);
  const parts: Switching = {
    fake,
    journal,
    original: fake.own('app-1'),
    clock,
    secret: API_SECRET,
    logged,
    switches: new AddressSwitch({
      journal,
      clients: new VonageClients(
        { api: fake.url, rest: fake.url },
        { requestMs: 5_000, longestWaitMs: 50, everyMs: 1, firstWaitMs: 1, ...limits },
        (apiKey) => (apiKey === API_KEY ? parts.secret : null),
      ),
      clock: () => clock.us,
      log: { info: note, error: note },
      changed: () => {},
      times: { retryMs: 1, closeMs: 2_000 },
    }),
    entry: () => journal.open()[0],
  };
  return parts;
}

export function addApplication(fake: FakeVonage): void {
  fake.add('app-1', 'Order updates', CAPABILITIES);
}

/** Inbound messages and statuses, as they were when nothing was switched. */
export const both = {
  ...APP,
  base: BASE,
  chosen: [
    { name: INBOUND, seen: OLD_INBOUND },
    { name: STATUS, seen: null },
  ],
};
