import type { KeyRingAccount, Secret } from '../../main/signature/key-ring.ts';

export function aSecret(text: string, label = 'current'): Secret {
  return { label, bytes: Buffer.from(text) };
}

export function anAccount(fields: Partial<KeyRingAccount> = {}): KeyRingAccount {
  return {
    label: 'Production',
    apiKey: 'a1b2c3d4',
    secrets: [],
    smsSecret: null,
    smsMethod: null,
    applicationIds: [],
    ...fields,
  };
}
