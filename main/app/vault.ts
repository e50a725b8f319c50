import type { SafeStorage } from 'electron';

import type { Vault } from '../domain/ports.ts';
import type { SystemVault } from '../store/accounts.ts';

const NO_KEYRING =
  'This system offers no keyring, so secrets can be kept for this session only, or in a file that only you can read.';

/**
 * The operating system's encryption. Electron's synchronous calls are deprecated; Electron 33, the oldest that we start
 * on, has no others. `basic_text` on Linux encrypts by a password that everybody knows, so it counts as nothing.
 */
export async function systemVault(storage: SafeStorage, platform: NodeJS.Platform): Promise<SystemVault> {
  try {
    if (platform === 'linux' && isPlain(storage.getSelectedStorageBackend()))
      return { vault: null, problem: NO_KEYRING };
    const hasAsync = typeof storage.encryptStringAsync === 'function';
    const available = hasAsync ? await storage.isAsyncEncryptionAvailable() : storage.isEncryptionAvailable();
    if (!available) return { vault: null, problem: NO_KEYRING };
    return { vault: hasAsync ? asyncVault(storage) : syncVault(storage), problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { vault: null, problem: `${NO_KEYRING} (${reason})` };
  }
}

function isPlain(backend: string): boolean {
  return backend === 'basic_text' || backend === 'unknown';
}

function asyncVault(storage: SafeStorage): Vault {
  return {
    kind: 'system',
    seal: (text) => storage.encryptStringAsync(text),
    open: async (bytes) => (await storage.decryptStringAsync(Buffer.from(bytes))).result,
  };
}

/* oxlint-disable typescript/no-deprecated -- the only calls that Electron 33 has */
function syncVault(storage: SafeStorage): Vault {
  return {
    kind: 'system',
    seal: async (text) => storage.encryptString(text),
    open: async (bytes) => storage.decryptString(Buffer.from(bytes)),
  };
}
