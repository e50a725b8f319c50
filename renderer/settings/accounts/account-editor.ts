import { create } from 'zustand';

import type { Account } from '../../../shared/contract.ts';

/** The one form that is open, and for which account. */
export type Editing =
  | { readonly form: 'new'; readonly apiKey: string | null }
  | { readonly form: 'account' | 'secret'; readonly id: number };

/** What another page asked for, by the API key that a webhook names. */
type Wish = { readonly wish: 'secret' | 'account'; readonly apiKey: string | null };

interface AccountEditor {
  readonly open: Editing | Wish | null;
  readonly edit: (editing: Editing) => void;
  readonly close: () => void;
  readonly addSecretFor: (apiKey: string | null) => void;
  readonly showAccountOf: (apiKey: string | null) => void;
}

export const useAccountEditor = create<AccountEditor>()((set) => ({
  open: null,
  edit: (editing) => set({ open: editing }),
  close: () => set({ open: null }),
  addSecretFor: (apiKey) => set({ open: { wish: 'secret', apiKey } }),
  showAccountOf: (apiKey) => set({ open: { wish: 'account', apiKey } }),
}));

/** The form that fits a wish, now that the accounts are known. The default account counts for keys of no other. */
export function toEditing(open: Editing | Wish, accounts: readonly Account[]): Editing {
  if ('form' in open) return open;
  const own = accounts.find(({ apiKey }) => apiKey === open.apiKey);
  if (open.wish === 'secret') {
    return own === undefined ? { form: 'new', apiKey: open.apiKey } : { form: 'secret', id: own.id };
  }
  const account = own ?? accounts.find(({ apiKey }) => apiKey === null);
  return account === undefined ? { form: 'new', apiKey: open.apiKey } : { form: 'account', id: account.id };
}
