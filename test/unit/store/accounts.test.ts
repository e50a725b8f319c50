import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { accountFor } from '../../../main/signature/key-ring.ts';
import { AccountStore } from '../../../main/store/account-store.ts';
import { Accounts } from '../../../main/store/accounts.ts';
import { appMigrations } from '../../../main/store/app-database.ts';
import { accountsFromEnvironment } from '../../../main/store/environment-accounts.ts';
import { fileVault } from '../../../main/store/file-vault.ts';
import { migrate } from '../../../main/store/open-database.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { sessionVault } from '../../../main/store/sealing-vault.ts';
import { SwitchJournal } from '../../../main/store/switch-journal.ts';
import { closing } from '../../support/databases.ts';
import { schemaOf } from '../../support/schema.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function appDb(): Db {
  const db = closing(new Database(':memory:'));
  db.pragma('foreign_keys = ON');
  migrate(db, appMigrations);
  return db;
}

function accountsOf(db: Db = appDb()): Accounts {
  const vaults = {
    system: { vault: null, problem: 'none here' },
    session: sessionVault(),
    file: fileVault(join(temporaryFolder(), 'vault.key')),
  };
  return new Accounts(new AccountStore(db, () => 1), vaults, null);
}

const fields = { label: 'Mine', apiKey: 'a1', smsMethod: null, applicationIds: [] };
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

test('step 2 adds accounts to a version 1 database and keeps what it has', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 1));
  db.exec(`INSERT INTO settings (name, value) VALUES ('theme', '"dark"')`);
  migrate(db, appMigrations.slice(0, 2));
  expect(db.prepare('SELECT value FROM settings').pluck().all()).toEqual(['"dark"']);
  expect(schemaOf(db)).toMatchObject({
    accounts: ['id', 'label', 'api_key', 'sms_method', 'application_ids', 'created_at'],
    account_secrets: ['id', 'account_id', 'use', 'label', 'vault', 'sealed', 'created_at'],
  });
});

test('step 3 adds a place for secrets of no account, and keeps the accounts', () => {
  const db = closing(new Database(':memory:'));
  migrate(db, appMigrations.slice(0, 2));
  db.exec(`INSERT INTO accounts (label, application_ids, created_at) VALUES ('Mine', '[]', 1)`);
  migrate(db, appMigrations.slice(0, 3));
  expect(db.prepare('SELECT label FROM accounts').pluck().all()).toEqual(['Mine']);
  expect(schemaOf(db)).toMatchObject({ secrets: ['name', 'vault', 'sealed', 'created_at'] });
});

describe('accounts', () => {
  test('have several secrets, one for SMS, and all of them are in the key ring', async () => {
    const accounts = accountsOf();
    const id = await accounts.save(null, { ...fields, smsMethod: 'sha256', applicationIds: ['app'] });
    const secret = { account: id, use: 'signature', label: 'old', text: 'old secret' } as const;
    await accounts.setSecret(secret);
    await accounts.setSecret({ ...secret, label: 'new', text: 'new secret' });
    await accounts.setSecret({ ...secret, use: 'sms', text: 'sms 1' });
    await accounts.setSecret({ ...secret, use: 'sms', text: 'sms 2' });
    const account = accountFor(accounts.keyRing(), 'a1');
    expect(account?.secrets.map(({ label, bytes }) => [label, textOf(bytes)])).toEqual([
      ['old', 'old secret'],
      ['new', 'new secret'],
    ]);
    expect(textOf(account?.smsSecret?.bytes)).toBe('sms 2');
    expect(account).toMatchObject({ smsMethod: 'sha256', applicationIds: ['app'] });
    expect(JSON.stringify(accounts.list())).not.toMatch(/old secret|sms 2|sealed/);
    await accounts.clearSecret(accounts.list()[0]?.secrets[0]?.id ?? 0);
    expect(accounts.list()[0]?.secrets.map(({ label }) => label)).toEqual(['new', 'old']);
  });

  test('have one secret for Vonage’s API, which verifies no webhook', async () => {
    const db = appDb();
    const accounts = accountsOf(db);
    const account = await accounts.save(null, fields);
    const secret = { account, use: 'api', label: 'API' } as const;
    await accounts.setSecret({ ...secret, text: 'first' });
    await accounts.setSecret({ ...secret, text: 'second' });
    expect(accounts.apiSecret('a1')).toBe('second');
    expect(accounts.apiSecret('other')).toBeNull();
    expect(accounts.list()[0]?.secrets).toHaveLength(1);
    expect(accountFor(accounts.keyRing(), 'a1')).toMatchObject({ secrets: [], smsSecret: null });
    // Another session can't open it, and verdicts do not wait for it.
    const later = accountsOf(db);
    await later.load();
    expect(later.apiSecret('a1')).toBeNull();
    expect(later.isComplete).toBe(true);
  });

  test('can’t lose what addresses at Vonage are put back with', async () => {
    const db = appDb();
    const accounts = accountsOf(db);
    const id = await accounts.save(null, fields);
    await accounts.setSecret({ account: id, use: 'api', label: 'API', text: 'secret' });
    const journal = new SwitchJournal(db, () => 1);
    const entry = journal.add({
      apiKey: 'a1',
      holder: 'app',
      name: 'App',
      state: 'planned',
      slots: [],
      before: '{}',
      problem: null,
      unsettledUntil: null,
    });
    const switched = { code: 'account-switched' };
    await expect(accounts.remove(id)).rejects.toMatchObject(switched);
    await expect(accounts.clearSecret(1)).rejects.toMatchObject(switched);
    await expect(accounts.save(id, { ...fields, apiKey: 'b2' })).rejects.toMatchObject(switched);
    await accounts.save(id, { ...fields, label: 'Renamed' });
    journal.change(entry, { state: 'restored' });
    await accounts.remove(id);
    expect(accounts.list()).toEqual([]);
  });

  test('have a key of their own, and one of them is the default', async () => {
    const accounts = accountsOf();
    await accounts.save(null, fields);
    await accounts.save(null, { ...fields, apiKey: null });
    await expect(accounts.save(null, fields)).rejects.toMatchObject({ code: 'account-exists' });
    await expect(accounts.save(null, { ...fields, apiKey: null })).rejects.toMatchObject({ code: 'account-exists' });
    await expect(accounts.save(99, { ...fields, apiKey: 'zz' })).rejects.toMatchObject({ code: 'no-account' });
    await expect(accounts.save(1, { ...fields, label: 'Other name' })).resolves.toBe(1);
  });

  test('named like what every object has are found by nobody else', async () => {
    const accounts = accountsOf();
    await accounts.save(null, { ...fields, apiKey: '__proto__' });
    await accounts.setSecret({ account: 1, use: 'signature', label: 'x', text: 'secret' });
    expect(accountFor(accounts.keyRing(), '__proto__')?.secrets).toHaveLength(1);
    for (const key of ['constructor', 'toString', 'a1', '', null])
      expect(accountFor(accounts.keyRing(), key)).toBeNull();
  });

  test('of an earlier session have lost its secrets', async () => {
    const db = appDb();
    const before = accountsOf(db);
    await before.save(null, fields);
    await before.setSecret({ account: 1, use: 'signature', label: 'x', text: 'secret' });
    const after = accountsOf(db);
    await after.load();
    expect(after.list()[0]?.secrets).toMatchObject([{ readable: false }]);
    expect(after.isComplete).toBe(false);
    expect(accountFor(after.keyRing(), 'a1')?.secrets).toEqual([]);
  });

  test('removed take their secrets with them', async () => {
    const db = appDb();
    const accounts = accountsOf(db);
    await accounts.save(null, fields);
    await accounts.setSecret({ account: 1, use: 'signature', label: 'x', text: 'secret' });
    await accounts.remove(1);
    expect(db.prepare('SELECT count(*) FROM account_secrets').pluck().get()).toBe(0);
  });

  test('do not go to a vault that is not there', async () => {
    await expect(accountsOf().chooseVault('system')).rejects.toMatchObject({ code: 'no-vault', message: 'none here' });
  });
});

const keyFile = (): string => join(temporaryFolder(), 'vault.key');

describe('the file vault', () => {
  test('opens what it sealed, also after a restart, with a key that only its owner can read', async () => {
    const file = keyFile();
    const sealed = await fileVault(file).seal('Zoë’s secret');
    expect(await fileVault(file).open(sealed)).toBe('Zoë’s secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file)).toHaveLength(32);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('secret');
  });

  test('seals the same text differently each time', async () => {
    const vault = sessionVault();
    expect(await vault.seal('x')).not.toEqual(await vault.seal('x'));
  });

  test('refuses what was changed, cut, or sealed by another', async () => {
    const vault = fileVault(keyFile());
    const sealed = await vault.seal('secret');
    const changed = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
    await expect(vault.open(changed)).rejects.toThrow();
    await expect(vault.open(sealed.subarray(0, 20))).rejects.toThrow();
    await expect(sessionVault().open(sealed)).rejects.toThrow();
  });

  test('refuses a key that others can read, and one that is damaged', async () => {
    const file = keyFile();
    const sealed = await fileVault(file).seal('secret');
    chmodSync(file, 0o644);
    await expect(fileVault(file).open(sealed)).rejects.toMatchObject({ code: 'vault-readable' });
    chmodSync(file, 0o600);
    writeFileSync(file, 'short');
    await expect(fileVault(file).open(sealed)).rejects.toMatchObject({ code: 'vault-damaged' });
  });
});

describe('the environment', () => {
  test('gives a default account and named ones, and the same key twice is a rotation', () => {
    const env = { WEBHOOK_INSPECTOR_SECRET: 'default', A: 'one', B: 'two' };
    const accounts = accountsFromEnvironment(['k1:A', 'k2:B', 'k1:B'], env);
    expect(accounts.map(({ apiKey, secrets }) => [apiKey, secrets.map(({ bytes }) => textOf(bytes))])).toEqual([
      ['k1', ['one', 'two']],
      ['k2', ['two']],
      [null, ['default']],
    ]);
    expect(accountsFromEnvironment(['k1:A:sha256'], { A: 'x' })).toMatchObject([{ apiKey: 'k1', smsMethod: 'sha256' }]);
    expect(accountsFromEnvironment([], {})).toEqual([]);
  });

  test.each(['', 'k1', ':A', 'k1:', 'k1:A B', 'k 1:A', 'k1:A:B'])('refuses %j', (flag) => {
    expect(() => accountsFromEnvironment([flag], { A: 'x' })).toThrow('is not KEY:ENVNAME');
  });

  test.each([{}, { A: '' }])('refuses an unset variable: %j', (env) => {
    expect(() => accountsFromEnvironment(['k1:A'], env)).toThrow('A is not set, or empty');
  });
});
