import { AppError } from '../../shared/reply.ts';
import type { Clock } from '../domain/clock.ts';
import type { VaultKind } from '../domain/ports.ts';
import type { ReaderProcess } from '../projection/reader-process.ts';
import type { Checks } from '../signature/checks.ts';
import { NO_CHECKS } from '../signature/checks.ts';
import type { Explanation } from '../signature/doctor.ts';
import type { AccountSummary, Accounts, VaultState } from '../store/accounts.ts';
import type { SettingsStore } from '../store/settings-store.ts';

/** What verdicts are made with: the accounts' secrets and the settings. Changing either has the history checked again. */
export class Verification {
  readonly #settings: SettingsStore;
  readonly #changed: (checks: Checks) => void;
  #accounts: Accounts | null = null;
  #checks: Checks = NO_CHECKS;

  constructor(settings: SettingsStore, changed: (checks: Checks) => void) {
    this.#settings = settings;
    this.#changed = changed;
  }

  /** Until then nothing can be verified: opening secrets may wait for a keyring, and receiving must not. */
  begin(accounts: Accounts): void {
    this.#accounts = accounts;
    this.refresh();
  }

  get checks(): Checks {
    return this.#checks;
  }

  get vaultState(): VaultState {
    return this.#opened.vaultState;
  }

  list(): readonly AccountSummary[] {
    return this.#opened.list();
  }

  async change<T>(change: (accounts: Accounts) => Promise<T>): Promise<T> {
    const result = await change(this.#opened);
    this.refresh();
    return result;
  }

  /** Verdicts stay as they are: the same secrets lie in another place. */
  async moveTo(kind: VaultKind): Promise<VaultState> {
    await this.#opened.chooseVault(kind);
    return this.#opened.vaultState;
  }

  /** To be called when a setting that verdicts depend on has changed. */
  refresh(): void {
    const { signatureAgeLimit, rejectOldSignatures } = this.#settings.current;
    this.#checks = {
      keyRing: this.#opened.keyRing(),
      settings: { ageLimitS: signatureAgeLimit, rejectOld: rejectOldSignatures },
      isComplete: this.#opened.isComplete,
    };
    this.#changed(this.#checks);
  }

  get #opened(): Accounts {
    if (this.#accounts === null) throw new AppError('starting', 'The accounts are still being opened. Try again.');
    return this.#accounts;
  }
}

export interface SignatureDoctor {
  /** Every step of a webhook's signature check; null where the webhook is gone. */
  explain(id: number): Promise<Explanation | null>;
  /** The same for pasted headers and body, or a cURL command. */
  explainText(text: string): Promise<Explanation>;
}

/** Explains in the reader's thread: a search for causes hashes a body hundreds of times. */
export function createSignatureDoctor(
  reader: ReaderProcess,
  verification: Verification,
  clock: Clock,
): SignatureDoctor {
  return {
    explain: (id) => reader.call('explain', { id, checks: verification.checks }),
    async explainText(text) {
      const explained = await reader.call('explainText', { text, now: clock(), checks: verification.checks });
      if (typeof explained === 'string') throw new AppError('not-understood', explained);
      return explained;
    },
  };
}
