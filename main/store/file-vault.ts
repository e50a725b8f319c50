import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import { AppError } from '../../shared/reply.ts';
import type { Vault } from '../domain/ports.ts';
import { KEY_BYTES, sealingVault } from './sealing-vault.ts';

const OTHERS = 0o077;

/**
 * Seals with a key in a file that only its owner can read. Whoever can read the person's files can open it, so it is
 * for machines without a keyring, and used by explicit choice only. The file is made at the first seal.
 */
export function fileVault(file: string): Vault {
  const reading = sealingVault('file', () => readKey(file));
  return {
    ...reading,
    async seal(text) {
      if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
      return reading.seal(text);
    },
  };
}

function readKey(file: string): Uint8Array {
  // Windows has no such bits; there the folder belongs to its owner.
  if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
    throw new AppError('vault-readable', `Others can read ${file}, so it is not used. Run: chmod 600 ${file}`);
  }
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new AppError('vault-damaged', `${file} is damaged. Enter the secrets again.`);
  return key;
}
