import { performance } from 'node:perf_hooks';

import { decodePayload } from '../../main/domain/decode-payload.ts';
import { makeKeyRing } from '../../main/signature/key-ring.ts';
import { signJwt } from '../../main/signature/sign-jwt.ts';
import { verifyWebhook } from '../../main/signature/verify-webhook.ts';
import type { Results } from './results.ts';

const SIGNER = { secret: 'bench-signature-secret-0001-not-a-real-secret', apiKey: 'a1b2c3d4', applicationId: 'app' };
const COUNT = 20_000;

/** What the projector pays to verify one webhook of 0.3 KB, in microseconds, its decoding aside. */
export function measureVerification(): Results {
  const now = 1_736_933_400;
  const keyRing = makeKeyRing([
    {
      label: 'bench',
      apiKey: SIGNER.apiKey,
      secrets: [{ label: 'current', bytes: new TextEncoder().encode(SIGNER.secret) }],
      smsSecret: null,
      smsMethod: null,
      applicationIds: [],
    },
  ]);
  const requests = Array.from({ length: COUNT }, (_, index) => {
    const body = Buffer.from(
      JSON.stringify({ message_uuid: `message-${index}`, channel: 'sms', text: 'Where is my order? '.repeat(12) }),
    );
    return {
      method: 'POST',
      target: '/webhooks/inbound-message',
      rawHeaders: ['Host', '127.0.0.1', 'Authorization', `Bearer ${signJwt(body, SIGNER, now)}`],
      body,
      receivedAt: now * 1_000_000,
    };
  });
  const decoded = requests.map((request) => decodePayload(request).parameters);
  const settings = { ageLimitS: 300, rejectOld: false };
  const verifyAll = (): number => {
    const started = performance.now();
    requests.forEach((request, index) => {
      const { verdict } = verifyWebhook(request, decoded[index] ?? { type: 'none' }, keyRing, settings);
      if (verdict !== 'verified') throw new Error('a webhook of the bench is not verified');
    });
    return ((performance.now() - started) * 1_000) / COUNT;
  };
  verifyAll();
  return { 'verification of a webhook of 0.3 KB (µs)': verifyAll() };
}
