import { z } from 'zod';

import { AppError } from '../../shared/reply.ts';
import type { SmsMethod } from '../../shared/signature.ts';
import { SMS_METHODS } from '../../shared/signature.ts';
import type { Clock } from '../domain/clock.ts';
import type { VaultKind } from '../domain/ports.ts';
import { VAULT_KINDS } from '../domain/ports.ts';
import type { Db } from './open-database.ts';

export interface StoredAccount {
  readonly id: number;
  readonly label: string;
  readonly apiKey: string | null;
  readonly smsMethod: SmsMethod | null;
  readonly applicationIds: readonly string[];
  readonly secrets: readonly SealedSecret[];
}

export const SECRET_USES = ['signature', 'sms', 'api'] as const;
/** `api`: for Vonage’s own APIs, beside the API key; the other two verify webhooks. */
export type SecretUse = (typeof SECRET_USES)[number];

/** A secret as it is on disk: its text is nowhere but in `sealed`. */
export interface Sealed {
  readonly vault: VaultKind;
  readonly sealed: Uint8Array;
}

export interface SealedSecret extends Sealed {
  readonly id: number;
  readonly use: SecretUse;
  readonly label: string;
}

export interface AccountFields {
  readonly label: string;
  readonly apiKey: string | null;
  readonly smsMethod: SmsMethod | null;
  readonly applicationIds: readonly string[];
}

const accountRow = z.object({
  id: z.number(),
  label: z.string(),
  api_key: z.string().nullable(),
  sms_method: z.enum(SMS_METHODS).nullable().catch(null),
  application_ids: z.string().transform((text) => applicationIds.parse(JSON.parse(text))),
});
const applicationIds = z.array(z.string());
const secretRow = z.object({
  id: z.number(),
  account_id: z.number(),
  use: z.enum(SECRET_USES),
  label: z.string(),
  vault: z.enum(VAULT_KINDS),
  sealed: z.instanceof(Uint8Array),
});

const MOST_ACCOUNTS = 200;
const MOST_SECRETS = 50;

/** Accounts and their sealed secrets, in the order in which they were made. */
export class AccountStore {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  list(): StoredAccount[] {
    const secrets = this.#db
      .prepare('SELECT * FROM account_secrets ORDER BY id')
      .all()
      .map((row) => secretRow.parse(row));
    return this.#db
      .prepare('SELECT * FROM accounts ORDER BY id')
      .all()
      .map((row) => accountRow.parse(row))
      .map((row) => ({
        id: row.id,
        label: row.label,
        apiKey: row.api_key,
        smsMethod: row.sms_method,
        applicationIds: row.application_ids,
        secrets: secrets.filter((secret) => secret.account_id === row.id),
      }));
  }

  /** Makes an account where `id` is null. Returns its number. */
  save(id: number | null, { label, apiKey, smsMethod, applicationIds }: AccountFields): number {
    const twin = this.list().find((account) => account.id !== id && account.apiKey === apiKey);
    if (twin !== undefined) {
      const what = apiKey === null ? 'is the default already' : `has the API key ${apiKey} already`;
      throw new AppError('account-exists', `The account “${twin.label}” ${what}.`);
    }
    if (id !== null && this.list().some((account) => account.id === id && account.apiKey !== apiKey)) {
      this.#mustNotBeSwitched(id);
    }
    const values = [label, apiKey, smsMethod, JSON.stringify(applicationIds)];
    if (id === null) {
      if (this.list().length >= MOST_ACCOUNTS) throw new AppError('too-many-accounts', 'There are too many accounts.');
      const { lastInsertRowid } = this.#db
        .prepare(
          'INSERT INTO accounts (label, api_key, sms_method, application_ids, created_at) VALUES (?, ?, ?, ?, ?)',
        )
        .run(...values, this.#clock());
      return Number(lastInsertRowid);
    }
    const { changes } = this.#db
      .prepare('UPDATE accounts SET label = ?, api_key = ?, sms_method = ?, application_ids = ? WHERE id = ?')
      .run(...values, id);
    if (changes === 0) throw noAccount();
    return id;
  }

  remove(id: number): void {
    this.#mustNotBeSwitched(id);
    this.#db.prepare('DELETE FROM accounts WHERE id = ?').run(id);
  }

  /** An account has one secret for SMS and one for the API, so a new one replaces it; of the others it can have several. */
  addSecret(accountId: number, { use, label, vault, sealed }: Omit<SealedSecret, 'id'>): void {
    this.#db
      .transaction(() => {
        const account = this.list().find(({ id }) => id === accountId);
        if (account === undefined) throw noAccount();
        if (account.secrets.length >= MOST_SECRETS)
          throw new AppError('too-many-secrets', 'This account has too many secrets.');
        if (use !== 'signature')
          this.#db.prepare('DELETE FROM account_secrets WHERE account_id = ? AND use = ?').run(accountId, use);
        this.#db
          .prepare(
            'INSERT INTO account_secrets (account_id, use, label, vault, sealed, created_at) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(accountId, use, label, vault, sealed, this.#clock());
      })
      .immediate();
  }

  reseal(id: number, vault: VaultKind, sealed: Uint8Array): void {
    this.#db.prepare('UPDATE account_secrets SET vault = ?, sealed = ? WHERE id = ?').run(vault, sealed, id);
  }

  clearSecret(id: number): void {
    const owner = this.list().find(({ secrets }) => secrets.some((secret) => secret.id === id && secret.use === 'api'));
    if (owner !== undefined) this.#mustNotBeSwitched(owner.id);
    this.#db.prepare('DELETE FROM account_secrets WHERE id = ?').run(id);
  }

  /** Without its key and its API secret, nobody could put the addresses back. */
  #mustNotBeSwitched(id: number): void {
    const switched = this.#db
      .prepare(
        `SELECT 1 FROM address_switches JOIN accounts USING (api_key) WHERE accounts.id = ? AND state != 'restored'`,
      )
      .get(id);
    if (switched === undefined) return;
    throw new AppError(
      'account-switched',
      'Addresses of this account at Vonage still point here. Put them back first, in Setup.',
    );
  }

  /** What was kept for an earlier session can't be opened by anybody any more. */
  clearEarlierSessions(): void {
    this.#db.prepare(`DELETE FROM account_secrets WHERE vault = 'session'`).run();
  }
}

function noAccount(): AppError {
  return new AppError('no-account', 'This account is gone.');
}
