import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Signer {
  readonly secret: string | Uint8Array;
  readonly apiKey: string;
  readonly applicationId: string;
}

/** The bearer token that Vonage would send with this body at this time (vonage-webhooks, 6.1). `now` in seconds. */
export function signJwt(body: Uint8Array, { secret, apiKey, applicationId }: Signer, now: number): string {
  return signClaims({ iss: 'Vonage', api_key: apiKey, application_id: applicationId }, body, secret, now);
}

/** The same with claims of an earlier token: `iat`, `jti` and `payload_hash` are made anew. */
export function signClaims(
  claims: Readonly<Record<string, unknown>>,
  body: Uint8Array,
  secret: string | Uint8Array,
  now: number,
): string {
  const { iat: _iat, jti: _jti, payload_hash: _hash, exp: _exp, nbf: _nbf, ...others } = claims;
  const payloadHash = createHash('sha256').update(body).digest('hex');
  const { iss, ...named } = others;
  const payload = encode({ iat: now, jti: randomUUID(), iss, payload_hash: payloadHash, ...named });
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const signature = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  return `${header}.${payload}.${signature}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
