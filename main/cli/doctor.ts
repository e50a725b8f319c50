import { existsSync } from 'node:fs';
import process from 'node:process';

import type { Check, ChosenApplication } from '../../shared/contract/setup.ts';
import { formatAgo } from '../../shared/format.ts';
import { AppError } from '../../shared/reply.ts';
import { CHECK_TITLES } from '../../shared/setup-checks.ts';
import { toOpenSwitches } from '../core/open-switch.ts';
import { SetupDoctor } from '../core/setup-doctor.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { createLog } from '../domain/log.ts';
import { Reader } from '../projection/reader.ts';
import type { ReceivedFacts } from '../projection/received-facts.ts';
import { NOTHING_RECEIVED } from '../projection/received-facts.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly, schemaVersion } from '../store/open-database.ts';
import { appMigrations } from '../store/app-database.ts';
import { SettingsStore } from '../store/settings-store.ts';
import { SwitchJournal } from '../store/switch-journal.ts';
import { parsePublicUrl } from '../tunnel/parse-address.ts';
import { OFFLINE } from '../tunnel/tunnel.ts';
import { VonageClients } from '../vonage/vonage-clients.ts';
import { defaultVonageLimits } from '../vonage/vonage-http.ts';
import { findRunning } from './find-destination.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { readAccounts } from './stored-checks.ts';
import { vonageOfRun } from './vonage-of-run.ts';

const EXIT_FAILS = 1;

/** What only the running app knows, and its window shows. */
const OF_THE_APP = new Set<Check['name']>(['storing', 'tunnel', 'usage']);

/** The doctor of Setup, from what is stored and what Vonage says. 0 only where nothing fails. */
export async function runDoctor(options: Options): Promise<number> {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.app)) throw new AppError('no-data', `There is no data in ${folder.path}.`);
  const db = openReadOnly(folder.app);
  try {
    if (schemaVersion(db) !== appMigrations.length) {
      throw new AppError('other-version', `The data in ${folder.path} is of another version of this app.`);
    }
    const doctor = await makeDoctor(options, folder, db);
    const { checks } = await doctor.ask();
    const told = checks.filter(({ name }) => !OF_THE_APP.has(name));
    print(options.json ? `${JSON.stringify({ checks: told })}\n` : told.map(tell).join(''));
    return told.some(({ state }) => state === 'fail') ? EXIT_FAILS : 0;
  } finally {
    db.close();
  }
}

async function makeDoctor(options: Options, folder: DataFolder, db: Db): Promise<SetupDoctor> {
  const { vonage, vonageCredentials: credentials } = vonageOfRun(process.env);
  const accounts = await readAccounts(folder, db);
  const secretOf = (apiKey: string): string | null =>
    accounts.apiSecret(apiKey) ?? (credentials?.apiKey === apiKey ? credentials.apiSecret : null);
  const clients = new VonageClients(vonage, defaultVonageLimits, secretOf);
  const never = new AbortController().signal;
  const running = findRunning(folder);
  const url = options.tunnel?.kind === 'custom' ? parsePublicUrl(options.tunnel.url) : null;
  const stored = new SettingsStore(db).current.setupApplication;
  const setupApplication = chooseApplication(options.words[1], stored, credentials?.apiKey ?? null);
  return new SetupDoctor({
    state: () => ({
      receiver:
        running === null
          ? { state: 'stopped' }
          : {
              state: 'listening',
              port: running.port,
              wantedPort: null,
              baseUrl: `http://127.0.0.1:${running.port}`,
            },
      storingProblem: null,
      tunnel: url === null ? OFFLINE : { ...OFFLINE, state: 'online', kind: 'custom', url },
      switches: toOpenSwitches(new SwitchJournal(db, Date.now).open()),
    }),
    settings: () => ({ setupApplication }),
    accounts: () => accounts.list(),
    credentials,
    received: () => Promise.resolve(readReceived(folder)),
    read: ({ apiKey, holder }) => clients.of(apiKey).holder(holder).read(never),
    online: { proof: null, usage: { month: '', probes: 0, webhooks: 0 } },
    log: createLog((line) => process.stderr.write(line)),
    changed: () => {},
  });
}

/** One that is named is of the account of the environment, or else of the one that Setup knows. */
function chooseApplication(
  id: string | undefined,
  stored: ChosenApplication | null,
  givenKey: string | null,
): ChosenApplication | null {
  if (id === undefined) return stored;
  const apiKey = givenKey ?? stored?.apiKey;
  if (apiKey === undefined) {
    throw new AppError('no-api-secret', 'An application needs its account: set VONAGE_API_KEY and VONAGE_API_SECRET.');
  }
  return { apiKey, id };
}

/** Where there is no index, nothing is known of what has come: the app builds it anew. */
function readReceived(folder: DataFolder): ReceivedFacts {
  if (!existsSync(folder.index) || !existsSync(folder.capture)) return NOTHING_RECEIVED;
  const reader = new Reader(folder);
  try {
    return reader.received();
  } finally {
    reader.close();
  }
}

const WORDS: Readonly<Record<Check['state'], string>> = {
  pass: 'pass',
  warn: 'warning',
  fail: 'FAIL',
  unknown: 'not known',
  checking: 'not known',
};

function tell({ name, state, sentence, at }: Check): string {
  const ago = at === null ? '' : ` (${formatAgo(at, Date.now())})`;
  return `${WORDS[state].padEnd(10)} ${CHECK_TITLES[name]}: ${sentence}${ago}\n`;
}
