import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Explanation } from '../signature/doctor.ts';
import { explainWebhook } from '../signature/doctor.ts';
import type { KeyRing, KeyRingAccount } from '../signature/key-ring.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import { AccountStore } from '../store/account-store.ts';
import { Accounts } from '../store/accounts.ts';
import { appMigrations } from '../store/app-database.ts';
import { accountsFromEnvironment, anAccount, readSecret } from '../store/environment-accounts.ts';
import { fileVault } from '../store/file-vault.ts';
import { openReadOnly, schemaVersion } from '../store/open-database.ts';
import { sessionVault } from '../store/sealing-vault.ts';
import { defaultSettings, SettingsStore } from '../store/settings-store.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { visible } from './webhook-line.ts';

const EXIT_NOT_VERIFIED = 1;

/** Explains one signature, of a stored webhook or of a token with a body. Succeeds only where it is verified. */
export async function runVerify(options: Options): Promise<number> {
  const explanation = options.token === undefined ? await verifyStored(options) : verifyToken(options, options.token);
  print(options.json ? `${JSON.stringify(explanation)}\n` : tell(explanation));
  return explanation.verdict === 'verified' ? 0 : EXIT_NOT_VERIFIED;
}

function verifyToken(options: Options, token: string): Explanation {
  const { body: file, secretEnv } = options;
  if (file === undefined || secretEnv === undefined || options.words.length > 1) {
    throw new AppError('bad-use', 'Give --token T --body FILE --secret-env NAME, or --data DIR and an id.');
  }
  const request = {
    method: 'POST',
    target: '/',
    rawHeaders: ['Authorization', `Bearer ${token.replace(/^bearer\s+/i, '')}`],
    body: readBody(file),
    receivedAt: (options.now ?? Math.floor(Date.now() / 1_000)) * 1_000_000,
  };
  const keyRing = makeKeyRing([anAccount(null, secretEnv, readSecret(secretEnv, process.env))]);
  return explainWebhook(request, keyRing, { ageLimitS: defaultSettings.signatureAgeLimit, rejectOld: false });
}

async function verifyStored(options: Options): Promise<Explanation> {
  const [, id = '', ...rest] = options.words;
  const isAlone = rest.length === 0 && options.body === undefined && options.now === undefined;
  if (!/^[1-9]\d{0,14}$/.test(id) || !isAlone) {
    throw new AppError('bad-use', 'Give the id of a webhook, or --token T --body FILE --secret-env NAME.');
  }
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.capture)) throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  const db = openReadOnly(folder.capture);
  try {
    const row = db.prepare<[number], RequestRow>('SELECT * FROM requests WHERE id = ?').get(Number(id));
    if (row === undefined) throw new AppError('no-webhook', `There is no webhook ${id} in ${folder.path}.`);
    const given = [
      ...(options.secretEnv === undefined
        ? []
        : [anAccount(null, options.secretEnv, readSecret(options.secretEnv, process.env))]),
      ...accountsFromEnvironment(options.accounts, process.env),
    ];
    const { keyRing, ageLimitS } = await readAccounts(folder, given);
    return explainWebhook(toStoredRequest(row), keyRing, { ageLimitS, rejectOld: false });
  } finally {
    db.close();
  }
}

/** The stored accounts as far as they can be opened without a window, and those of the environment before them. */
async function readAccounts(
  folder: DataFolder,
  given: readonly KeyRingAccount[],
): Promise<{ keyRing: KeyRing; ageLimitS: number }> {
  const nothing = { keyRing: makeKeyRing(given), ageLimitS: defaultSettings.signatureAgeLimit };
  if (!existsSync(folder.app)) return nothing;
  const db = openReadOnly(folder.app);
  try {
    // Written by another version, which has other tables: it is not ours to change.
    if (schemaVersion(db) !== appMigrations.length) return nothing;
    const vaults = {
      system: { vault: null, problem: 'There is no window.' },
      session: sessionVault(),
      file: fileVault(folder.vaultKey),
    };
    const accounts = new Accounts(new AccountStore(db, () => 0), vaults, null, given);
    await accounts.load();
    return { keyRing: accounts.keyRing(), ageLimitS: new SettingsStore(db).current.signatureAgeLimit };
  } finally {
    db.close();
  }
}

function readBody(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError('no-body', `The body can't be read: ${(error as Error).message}.`, { cause: error });
  }
}

const MARKS = { pass: 'pass', fail: 'FAIL', finding: 'note', 'not-reached': '-' } as const;

function tell({ verdict, reason, steps, causes, notes, hashes, difference }: Explanation): string {
  const lines = [
    reason === null ? verdict : `${verdict}: ${reason}`,
    ...steps.map(({ name, state, sentence }) => `${MARKS[state].padEnd(5)} ${name.padEnd(12)} ${sentence}`),
    ...causes.map(({ sentence }) => `cause: ${sentence}`),
    ...notes.map((note) => `note:  ${note}`),
  ];
  if (hashes !== null)
    lines.push(`hash in the token  ${hashes.claimed ?? '-'}`, `hash of the body   ${hashes.received}`);
  if (difference !== null) {
    const { offset, line, column, before, signed, received } = difference;
    lines.push(
      `first difference at byte ${offset} (line ${line}, column ${column})`,
      `  signed    ${JSON.stringify(before)} then ${JSON.stringify(signed)}`,
      `  received  ${JSON.stringify(before)} then ${JSON.stringify(received)}`,
    );
  }
  return `${lines.map((line) => visible(line)).join('\n')}\n`;
}
