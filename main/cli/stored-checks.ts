import { existsSync } from 'node:fs';

import type { DataFolder } from '../data-folder.ts';
import type { KeyRing, KeyRingAccount } from '../signature/key-ring.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import type { VerifySettings } from '../signature/verify-webhook.ts';
import { AccountStore } from '../store/account-store.ts';
import { Accounts } from '../store/accounts.ts';
import { appMigrations } from '../store/app-database.ts';
import { fileVault } from '../store/file-vault.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly, schemaVersion } from '../store/open-database.ts';
import { sessionVault } from '../store/sealing-vault.ts';
import { defaultSettings, SettingsStore } from '../store/settings-store.ts';

/** An old signature is a finding on the command line whatever the setting: retries and replays are old. */
export async function readChecks(
  folder: DataFolder,
  given: readonly KeyRingAccount[],
): Promise<{ keyRing: KeyRing; settings: VerifySettings }> {
  const without = {
    keyRing: makeKeyRing(given),
    settings: { ageLimitS: defaultSettings.signatureAgeLimit, rejectOld: false },
  };
  if (!existsSync(folder.app)) return without;
  const db = openReadOnly(folder.app);
  try {
    // Written by another version, which has other tables: it is not ours to change.
    if (schemaVersion(db) !== appMigrations.length) return without;
    const accounts = await readAccounts(folder, db, given);
    const { signatureAgeLimit } = new SettingsStore(db).current;
    return { keyRing: accounts.keyRing(), settings: { ageLimitS: signatureAgeLimit, rejectOld: false } };
  } finally {
    db.close();
  }
}

/** The stored accounts with the secrets that can be opened without a window; nothing is written. */
export async function readAccounts(
  folder: DataFolder,
  db: Db,
  given: readonly KeyRingAccount[] = [],
): Promise<Accounts> {
  const vaults = {
    system: { vault: null, problem: 'There is no window.' },
    session: sessionVault(),
    file: fileVault(folder.vaultKey),
  };
  const accounts = new Accounts(new AccountStore(db, () => 0), vaults, null, given);
  await accounts.load();
  return accounts;
}
