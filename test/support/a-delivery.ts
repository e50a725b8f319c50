import type { DeliveryResult } from '../../main/domain/delivery.ts';
import type { NewDelivery } from '../../main/store/delivery-writes.ts';

/** One that is about to be sent; what is not said does not matter. */
export function aDelivery(fields: Partial<NewDelivery> = {}): NewDelivery {
  const url = new URL('http://localhost:3000');
  return {
    webhookId: 1,
    targetId: 1,
    targetName: 'my app',
    way: 'forward',
    run: null,
    startedAt: 7,
    request: { method: 'POST', url, target: '/x?y=1', rawHeaders: ['Host', 'localhost:3000', 'X', ''] },
    body: null,
    edited: false,
    signature: 'keep',
    ...fields,
  };
}

/** The app took it, or not. */
export function answered(status: number, body = 'ok'): DeliveryResult {
  const bytes = Buffer.from(body);
  return {
    answer: { status, rawHeaders: ['A', '1', 'a', '2'], body: bytes, bodyBytes: bytes.length },
    problem: null,
    times: { connectUs: 1, firstByteUs: 2, totalUs: 3 },
  };
}
