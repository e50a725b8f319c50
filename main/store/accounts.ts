import { AppError } from '../../shared/reply.ts';
import type { Vault, VaultKind } from '../domain/ports.ts';
import type { KeyRing, KeyRingAccount, Secret } from '../signature/key-ring.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import type { AccountFields, AccountStore, Sealed, SecretUse, StoredAccount } from './account-store.ts';

/** The operating system's vault, or why there is none. */
export type SystemVault =
  | { readonly vault: Vault; readonly problem: null }
  | { readonly vault: null; readonly problem: string };

export interface Vaults {
  readonly system: SystemVault;
  readonly session: Vault;
  readonly file: Vault;
}

/** An account for whoever asks: that there is a secret, never which. */
export interface AccountSummary extends AccountFields {
  readonly id: number;
  readonly secrets: readonly SecretSummary[];
}

export interface SecretSummary {
  readonly id: number;
  readonly use: SecretUse;
  readonly label: string;
  readonly vault: VaultKind;
  /** False where the vault that sealed it can't open it here. */
  readonly readable: boolean;
}

export interface NewSecret {
  readonly account: number;
  readonly use: SecretUse;
  readonly label: string;
  readonly text: string;
}

export interface VaultState {
  readonly chosen: VaultKind;
  readonly systemProblem: string | null;
}

/** The accounts with their secrets: sealed in the store, in clear only in the key ring that it makes. */
export class Accounts {
  readonly #store: AccountStore;
  readonly #vaults: Vaults;
  readonly #fromEnvironment: readonly KeyRingAccount[];
  #chosen: VaultKind;
  #stored: readonly StoredAccount[] = [];
  #opened = new Map<number, string>();
  #busy: Promise<unknown> = Promise.resolve();

  /** `chosen` is what the person wants; the system's where there is one is the default, and nothing replaces it silently. */
  constructor(
    store: AccountStore,
    vaults: Vaults,
    chosen: VaultKind | null,
    fromEnvironment: readonly KeyRingAccount[] = [],
  ) {
    this.#store = store;
    this.#vaults = vaults;
    this.#fromEnvironment = fromEnvironment;
    const usual = vaults.system.vault === null ? 'session' : 'system';
    this.#chosen = chosen === null || this.#vault(chosen) === null ? usual : chosen;
  }

  /** Opens what can be opened. Call before anything else, and never for a database that somebody else writes. */
  async load(): Promise<void> {
    this.#stored = this.#store.list();
    const opened = new Map<number, string>();
    for (const secret of this.#stored.flatMap(({ secrets }) => secrets)) {
      const text = this.#opened.get(secret.id) ?? (await this.open(secret));
      if (text !== null) opened.set(secret.id, text);
    }
    this.#opened = opened;
  }

  get vaultState(): VaultState {
    return { chosen: this.#chosen, systemProblem: this.#vaults.system.problem };
  }

  list(): AccountSummary[] {
    return this.#stored.map(({ secrets, ...account }) => ({
      ...account,
      secrets: secrets.map(({ id, use, label, vault }) => ({
        id,
        use,
        label,
        vault,
        readable: this.#opened.has(id),
      })),
    }));
  }

  /** Whether all secrets that webhooks are verified with could be opened. */
  get isComplete(): boolean {
    return this.#stored.every(({ secrets }) => secrets.every(({ id, use }) => use === 'api' || this.#opened.has(id)));
  }

  /** The secret for Vonage's APIs; null where this key has none that can be read here. */
  apiSecret(apiKey: string): string | null {
    const account = this.#stored.find((stored) => stored.apiKey === apiKey);
    const secret = account?.secrets.find(({ use }) => use === 'api');
    return secret === undefined ? null : (this.#opened.get(secret.id) ?? null);
  }

  keyRing(): KeyRing {
    const stored = this.#stored.map((account): KeyRingAccount => {
      const of = (wanted: SecretUse): Secret[] =>
        account.secrets
          .filter(({ use }) => use === wanted)
          .flatMap(({ id, label }) => {
            const text = this.#opened.get(id);
            return text === undefined ? [] : [toSecret(label, text)];
          });
      return {
        label: account.label,
        apiKey: account.apiKey,
        secrets: of('signature'),
        smsSecret: of('sms')[0] ?? null,
        smsMethod: account.smsMethod,
        applicationIds: account.applicationIds,
      };
    });
    return makeKeyRing([...this.#fromEnvironment, ...stored]);
  }

  save(id: number | null, fields: AccountFields): Promise<number> {
    return this.#inTurn(() => this.#store.save(id, fields));
  }

  remove(id: number): Promise<void> {
    return this.#inTurn(() => this.#store.remove(id));
  }

  setSecret({ account, use, label, text }: NewSecret): Promise<void> {
    return this.#inTurn(async () => {
      this.#store.addSecret(account, { use, label, ...(await this.seal(text)) });
    });
  }

  /** Seals a text with the chosen vault, for whoever keeps secrets elsewhere. */
  async seal(text: string): Promise<Sealed> {
    const vault = this.#vault(this.#chosen);
    if (vault === null) throw new AppError('no-vault', this.#vaults.system.problem ?? 'There is no vault.');
    return { vault: vault.kind, sealed: await sealWith(vault, text) };
  }

  /** Null where the vault that sealed it can't open it here. */
  async open({ vault, sealed }: Sealed): Promise<string | null> {
    try {
      return (await this.#vault(vault)?.open(sealed)) ?? null;
    } catch {
      // Sealed by another person, machine or session: shown as not readable, to be entered again.
      return null;
    }
  }

  clearSecret(id: number): Promise<void> {
    return this.#inTurn(() => this.#store.clearSecret(id));
  }

  /** Takes all secrets that can be opened along into the other vault. */
  chooseVault(kind: VaultKind): Promise<void> {
    return this.#inTurn(async () => {
      const vault = this.#vault(kind);
      if (vault === null)
        throw new AppError('no-vault', this.#vaults.system.problem ?? 'This vault can’t be used here.');
      for (const { id } of this.#stored.flatMap(({ secrets }) => secrets)) {
        const text = this.#opened.get(id);
        if (text !== undefined) this.#store.reseal(id, kind, await sealWith(vault, text));
      }
      this.#chosen = kind;
    });
  }

  /** One change after the other, because sealing waits, and each with the accounts as the one before left them. */
  #inTurn<T>(change: () => T | Promise<T>): Promise<T> {
    const done = this.#busy.then(async () => {
      const result = await change();
      await this.load();
      return result;
    });
    this.#busy = done.catch(() => {
      // The caller has it; the next change starts from what is stored.
    });
    return done;
  }

  #vault(kind: VaultKind): Vault | null {
    return kind === 'system' ? this.#vaults.system.vault : this.#vaults[kind];
  }
}

async function sealWith(vault: Vault, text: string): Promise<Uint8Array> {
  try {
    return await vault.seal(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Without the cause: its text is not ours, and might tell what was to be sealed.
    throw new AppError('vault-failed', 'The secret could not be encrypted, so it was not stored.');
  }
}

/** Bytes of their own: a Buffer's lie in a pool, which would be copied whole to a thread. */
export function toSecret(label: string, text: string): Secret {
  return { label, bytes: new TextEncoder().encode(text) };
}
