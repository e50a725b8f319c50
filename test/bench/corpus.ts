import { randomUUID } from 'node:crypto';

import { signJwt } from '../../main/signature/sign-jwt.ts';

const SIGNER = {
  secret: 'bench-signature-secret-0001-not-a-real-secret',
  apiKey: 'a1b2c3d4',
  applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
};
const STATUSES = ['submitted', 'delivered', 'read', 'rejected'];

/** Whole HTTP requests, signed, each with an id of its own: a status and an inbound message in turn. About 0.95 KB. */
export function makeCorpus(count: number): Buffer[] {
  const now = Math.floor(Date.now() / 1_000);
  const at = new Date().toISOString();
  return Array.from({ length: count }, (_, index) => {
    const message = {
      message_uuid: randomUUID(),
      to: `4477009${String(index % 100_000).padStart(5, '0')}`,
      from: '447700900000',
      timestamp: at,
      channel: index % 3 === 0 ? 'whatsapp' : 'sms',
    };
    const isStatus = index % 2 === 0;
    const body = Buffer.from(
      JSON.stringify(
        isStatus
          ? {
              ...message,
              status: STATUSES[(index / 2) % 4],
              usage: { currency: 'EUR', price: '0.0333' },
              client_ref: `order-${index}`,
            }
          : { ...message, message_type: 'text', text: `Where is order ${index}? It should have been here by now.` },
      ),
    );
    const head = [
      `POST /webhooks/${isStatus ? 'message-status' : 'inbound-message'} HTTP/1.1`,
      'Host: 127.0.0.1',
      'User-Agent: Apache-HttpAsyncClient/4.1 (Java/11)',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `Authorization: Bearer ${signJwt(body, SIGNER, now)}`,
    ].join('\r\n');
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
  });
}
