import type { SafeStorage } from 'electron';
import { describe, expect, test } from 'vitest';

import { systemVault } from '../../../main/app/vault.ts';

function storage(fields: Readonly<Record<string, unknown>> = {}): SafeStorage {
  return {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isEncryptionAvailable: () => true,
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`async ${text}`)),
    decryptStringAsync: (bytes: Buffer) =>
      Promise.resolve({ result: bytes.toString().slice(6), shouldReEncrypt: false }),
    encryptString: (text: string) => Buffer.from(`sync  ${text}`),
    decryptString: (bytes: Buffer) => bytes.toString().slice(6),
    ...fields,
  } as unknown as SafeStorage;
}

describe('the vault of the system', () => {
  test.each([
    ['the asynchronous calls', storage(), 'async secret'],
    [
      'the others where Electron has no asynchronous ones',
      storage({ encryptStringAsync: undefined, decryptStringAsync: undefined, isAsyncEncryptionAvailable: undefined }),
      'sync  secret',
    ],
  ])('uses %s', async (_name, electron, sealed) => {
    const { vault } = await systemVault(electron, 'linux');
    const bytes = await vault?.seal('secret');
    expect(Buffer.from(bytes ?? []).toString()).toBe(sealed);
    expect(await vault?.open(bytes ?? new Uint8Array())).toBe('secret');
  });

  test.each([
    ['a password that everybody knows', { getSelectedStorageBackend: (): string => 'basic_text' }, 'linux'],
    ['an unknown backend', { getSelectedStorageBackend: (): string => 'unknown' }, 'linux'],
    ['no encryption', { isAsyncEncryptionAvailable: () => Promise.resolve(false) }, 'darwin'],
    ['a failure', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('locked')) }, 'win32'],
  ] as const)('is refused with %s', async (_name, fields, platform) => {
    const { vault, problem } = await systemVault(storage(fields), platform);
    expect(vault).toBeNull();
    expect(problem).toContain('no keyring');
  });

  test('needs no backend elsewhere', async () => {
    expect((await systemVault(storage({ getSelectedStorageBackend: undefined }), 'darwin')).vault).not.toBeNull();
  });
});
