import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { AccountStore } from '../../../main/store/account-store.ts';
import { Accounts } from '../../../main/store/accounts.ts';
import { appMigrations } from '../../../main/store/app-database.ts';
import { fileVault } from '../../../main/store/file-vault.ts';
import { migrate } from '../../../main/store/open-database.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { sessionVault } from '../../../main/store/sealing-vault.ts';
import { SecretSlot } from '../../../main/store/secret-slot.ts';
import { closing } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SECRET = 'an-authtoken-of-nobody';

function appDb(): Db {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations);
  return db;
}

/** As at a start of the app: what an earlier process held in memory is gone. */
async function slotOf(db: Db, keyFile: string): Promise<{ slot: SecretSlot; accounts: Accounts }> {
  const vaults = { system: { vault: null, problem: 'none' }, session: sessionVault(), file: fileVault(keyFile) };
  const accounts = new Accounts(new AccountStore(db, () => 1), vaults, null);
  const slot = new SecretSlot(db, 'test', accounts, () => 1);
  await slot.load();
  return { slot, accounts };
}

describe('a secret of no account', () => {
  test('is sealed on disk, by the vault that was chosen', async () => {
    const db = appDb();
    const file = join(temporaryFolder(), 'vault.key');
    const { slot, accounts } = await slotOf(db, file);
    expect(slot.state).toBe('none');
    await accounts.chooseVault('file');
    await slot.set(SECRET);
    expect(db.serialize().includes(SECRET)).toBe(false);
    const again = await slotOf(db, file);
    expect([again.slot.state, again.slot.text]).toEqual(['kept', SECRET]);
    again.slot.clear();
    expect((await slotOf(db, file)).slot.state).toBe('none');
  });

  test('is forgotten with the session where it was kept for that', async () => {
    const db = appDb();
    const file = join(temporaryFolder(), 'vault.key');
    const { slot } = await slotOf(db, file);
    await slot.set(SECRET);
    expect(slot.state).toBe('kept');
    expect((await slotOf(db, file)).slot.state).toBe('none');
  });

  test('says so where it can’t be opened here', async () => {
    const db = appDb();
    const { slot, accounts } = await slotOf(db, join(temporaryFolder(), 'vault.key'));
    await accounts.chooseVault('file');
    await slot.set(SECRET);
    const other = await slotOf(db, join(temporaryFolder(), 'vault.key'));
    expect([other.slot.state, other.slot.text]).toEqual(['unreadable', null]);
  });
});
