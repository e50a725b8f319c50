import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { Vault, VaultKind } from '../domain/ports.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** A vault that seals by AES-256-GCM with a key which `readKey` gives; what was changed on disk does not open. */
export function sealingVault(kind: VaultKind, readKey: () => Uint8Array): Vault {
  return {
    kind,
    async seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', readKey(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async open(bytes) {
      const sealed = Buffer.from(bytes);
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('this is nothing that was sealed');
      const decipher = createDecipheriv('aes-256-gcm', readKey(), sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = [decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
      return Buffer.concat(opened).toString('utf8');
    },
  };
}

/** What it seals is lost with the process, on purpose. */
export function sessionVault(): Vault {
  const key = randomBytes(KEY_BYTES);
  return sealingVault('session', () => key);
}
