import type { DataFolder } from '../data-folder.ts';
import type { Clock } from '../domain/clock.ts';
import type { KeyRingAccount } from '../signature/key-ring.ts';
import { AccountStore } from '../store/account-store.ts';
import type { SystemVault } from '../store/accounts.ts';
import { Accounts } from '../store/accounts.ts';
import { fileVault } from '../store/file-vault.ts';
import type { Db } from '../store/open-database.ts';
import { sessionVault } from '../store/sealing-vault.ts';
import type { SettingsStore } from '../store/settings-store.ts';

export interface AccountSources {
  /** The operating system's encryption; without a window there is none. */
  readonly systemVault?: Promise<SystemVault>;
  /** Accounts of this run, with their secrets; they are not stored. */
  readonly accounts?: readonly KeyRingAccount[];
}

const NO_SYSTEM_VAULT: SystemVault = {
  vault: null,
  problem: 'Without its window the app can’t use the keyring of the operating system.',
};

/** Opens every secret that can be opened here. Waits for the system's keyring, which may ask the person first. */
export async function openAccounts(
  { systemVault, accounts: given }: AccountSources,
  folder: DataFolder,
  appDb: Db,
  settings: SettingsStore,
  clock: Clock,
): Promise<Accounts> {
  const store = new AccountStore(appDb, clock);
  store.clearEarlierSessions();
  const vaults = {
    system: (await systemVault) ?? NO_SYSTEM_VAULT,
    session: sessionVault(),
    file: fileVault(folder.vaultKey),
  };
  const accounts = new Accounts(store, vaults, settings.current.vault, given);
  await accounts.load();
  return accounts;
}
