import { createHash } from 'node:crypto';

import { send } from './http.ts';

const SENDERS = 32;

export const hashOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/**
 * Sends from many connections at once until the other side is gone or refuses; returns the hashes of the bodies that
 * were acknowledged.
 */
export async function sendUntilGone(
  url: string,
  round: string,
  onAcknowledged: (count: number) => void,
): Promise<Set<string>> {
  const acknowledged = new Set<string>();
  const sender = async (name: number): Promise<void> => {
    for (let n = 0; ; n += 1) {
      const body = Buffer.from(
        JSON.stringify({
          message_uuid: `${round}-${name}-${n}`,
          channel: 'sms',
          status: 'delivered',
          pad: 'x'.repeat((n * 37) % 2_000),
        }),
      );
      const { status } = await send(url, { target: '/webhooks/message-status', body });
      if (status !== 200) return;
      acknowledged.add(hashOf(body));
      onAcknowledged(acknowledged.size);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: SENDERS }, (_, name) => sender(name)));
  for (const end of ends) {
    // A connection that is cut; anything else is a mistake in the test.
    const isCut = end.status === 'rejected' && (end.reason as { code?: string }).code?.startsWith('E') === true;
    if (end.status === 'rejected' && !isCut) throw end.reason;
  }
  return acknowledged;
}
