export const VAULT_KINDS = ['system', 'session', 'file'] as const;
export type VaultKind = (typeof VAULT_KINDS)[number];

/**
 * Keeps secrets unreadable on disk. `system`: the operating system's encryption. `session`: for as long as the app
 * runs. `file`: by a key in a file that only its owner can read, which is no more than the folder's own protection.
 */
export interface Vault {
  readonly kind: VaultKind;
  seal(text: string): Promise<Uint8Array>;
  /** Rejects what it has not sealed itself. */
  open(bytes: Uint8Array): Promise<string>;
}
