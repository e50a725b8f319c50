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
    const kept = account.secrets.filter((other) => use === 'signature' || other.use !== 'sms');
    this.#replace({ ...account, secrets: [...kept, secret] });
  }

  clearSecret(id: number): void {
    this.accounts = this.accounts.map((account) => ({
      ...account,
      secrets: account.secrets.filter((secret) => secret.id !== id),
    }));
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
  steps: [{ name: 'token', state: 'fail', sentence: 'There is no Authorization header, or it is empty.' }],
  causes: [],
  notes: [],
  hashes: null,
  difference: null,
  ...fields,
});
