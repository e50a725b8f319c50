import { readFileSync } from 'node:fs';

import type { SmsMethod } from '../../shared/signature.ts';
import type { StoredRequest } from '../../main/domain/captured-request.ts';
import type { KeyRing } from '../../main/signature/key-ring.ts';
import { makeKeyRing } from '../../main/signature/key-ring.ts';
import { aStoredRequest } from './arrivals.ts';
import { anAccount, aSecret } from './key-ring-accounts.ts';

interface VectorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly body_base64?: string;
}

export interface JwtVector {
  readonly id: string;
  readonly expect: 'valid' | 'invalid';
  readonly reason: string | null;
  readonly request: VectorRequest;
  readonly config: {
    readonly secrets: Readonly<Record<string, string>>;
    readonly application_id: string;
    readonly tolerance_s: number | null;
    readonly require_payload_hash: boolean;
  };
  readonly now: number;
}

export interface SmsVector {
  readonly id: string;
  readonly expect: 'valid' | 'invalid';
  readonly reason: string | null;
  readonly algorithm: SmsMethod;
  readonly secret: string;
  readonly request: VectorRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly string_to_sign: string;
  readonly expected_sig: string;
  readonly now: number;
  readonly tolerance_s: number | null;
  readonly try_without_empty: boolean;
}

export const vectors = JSON.parse(readFileSync(new URL('../fixtures/signatures.json', import.meta.url), 'utf8')) as {
  readonly jwt: readonly JwtVector[];
  readonly sms: readonly SmsVector[];
};

/** The vector's request as the record would have it. */
export function requestOf({ request, now }: Pick<JwtVector | SmsVector, 'request' | 'now'>): StoredRequest {
  return aStoredRequest({
    method: request.method,
    target: request.path,
    rawHeaders: Object.entries(request.headers).flat(),
    body: bodyOfVector(request),
    receivedAt: now * 1_000_000,
  });
}

export function bodyOfVector({ body, body_base64 }: VectorRequest): Buffer {
  return body_base64 === undefined ? Buffer.from(body ?? '') : Buffer.from(body_base64, 'base64');
}

export function jwtKeyRing({ config }: JwtVector): KeyRing {
  return makeKeyRing(
    Object.entries(config.secrets).map(([apiKey, secret]) =>
      anAccount({ label: apiKey, apiKey, secrets: [aSecret(secret)], applicationIds: [config.application_id] }),
    ),
  );
}

export function smsKeyRing({ secret, algorithm }: SmsVector): KeyRing {
  return makeKeyRing([anAccount({ smsSecret: aSecret(secret), smsMethod: algorithm })]);
}
