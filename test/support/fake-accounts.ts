import type { Account, Explanation, Input, Output } from '../../shared/contract.ts';

type Vault = Output<'vault:state'>;

/** Accounts as the core keeps them, without any vault behind them. */
export class FakeAccounts {
  accounts: Account[] = [];
  vault: Vault = { chosen: 'system', systemProblem: null };
  #lastId = 0;

  save({ id, ...fields }: Input<'accounts:save'>): { id: number } {
    const known = this.accounts.find((account) => account.id === id);
    if (known !== undefined) this.#replace({ ...known, ...fields });
    else this.accounts = [...this.accounts, { ...fields, id: this.#nextId(), secrets: [] }];
    return { id: known?.id ?? this.#lastId };
  }

  remove(id: number): void {
    this.accounts = this.accounts.filter((account) => account.id !== id);
  }

  setSecret({ account: id, use, label }: Input<'secrets:set'>): void {
    const account = this.accounts.find((candidate) => candidate.id === id);
    if (account === undefined) throw new Error('no such account');
    const secret = { id: this.#nextId(), use, label, vault: this.vault.chosen, readable: true };
    const kept = account.secrets.filter((other) => use === 'signature' || other.use !== use);
    this.#replace({ ...account, secrets: [...kept, secret] });
  }

  clearSecret(id: number): void {
    this.accounts = this.accounts.map((account) => ({
      ...account,
      secrets: account.secrets.filter((secret) => secret.id !== id),
    }));
  }

  /** Two accounts, one of them in the middle of a rotation; or a system that has no keychain. */
  fill(withoutKeychain: boolean): void {
    if (withoutKeychain) {
      this.vault = {
        chosen: 'session',
        systemProblem:
          'This system offers no keyring, so secrets can be kept for this session only, or in a file that only you can read.',
      };
      return;
    }
    const production = this.save({
      id: null,
      label: 'Production',
      apiKey: 'a1b2c3d4',
      smsMethod: null,
      applicationIds: [],
    });
    this.setSecret({ account: production.id, use: 'signature', label: 'current', text: 'x' });
    this.setSecret({ account: production.id, use: 'signature', label: 'before March', text: 'x' });
    this.setSecret({ account: production.id, use: 'sms', label: 'SMS', text: 'x' });
    const others = {
      apiKey: null,
      smsMethod: 'sha256',
      applicationIds: ['3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68'],
    } as const;
    const sandbox = this.save({ id: null, label: 'Everything else', ...others });
    this.accounts = this.accounts.map((account) =>
      account.id === sandbox.id
        ? { ...account, secrets: [{ id: 99, use: 'signature', label: 'current', vault: 'session', readable: false }] }
        : account,
    );
  }

  #replace(account: Account): void {
    this.accounts = this.accounts.map((other) => (other.id === account.id ? account : other));
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

export const anExplanation = (fields: Partial<Explanation> = {}): Explanation => ({
  scheme: 'jwt',
  verdict: 'unsigned',
  reason: 'missing_authorization',
  account: null,
  accountLabel: null,
  secretLabel: null,
  signedAt: null,
  token: null,
  steps: [{ name: 'token', state: 'fail', sentence: 'There is no Authorization header, or it is empty.' }],
  causes: [],
  notes: [],
  hashes: null,
  difference: null,
  ...fields,
});
