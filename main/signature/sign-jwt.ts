import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Signer {
  readonly secret: string | Uint8Array;
  readonly apiKey: string;
  readonly applicationId: string;
}

/** The bearer token that Vonage would send with this body at this time (vonage-webhooks, 6.1). `now` in seconds. */
export function signJwt(body: Uint8Array, { secret, apiKey, applicationId }: Signer, now: number): string {
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const claims = encode({
    iat: now,
    jti: randomUUID(),
    iss: 'Vonage',
    payload_hash: createHash('sha256').update(body).digest('hex'),
    api_key: apiKey,
    application_id: applicationId,
  });
  const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
