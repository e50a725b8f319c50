import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { toPrice } from '../outcome.ts';
import { has, isObject, listOf, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';

/** The end of a verification (9.2). Its only time is that of the request, which is not when this happened. */
export const verifyV2VerifySummary: KindDefinition = {
  api: 'verify-v2',
  kind: 'verify-summary',
  label: 'Verify summary',
  view: 'other',
  paths: ['/webhooks/verify'],
  matches: (payload) => has(payload, 'request_id') && payload['type'] === 'summary',
  describe: (payload) => ({
    messageId: textOf(payload, 'request_id'),
    status: textOf(payload, 'status'),
    summary: join(', ', join(': ', textOf(payload, 'status'), steps(payload)), price(payload)),
  }),
};

function steps(payload: Payload): string {
  return listOf(payload, 'workflow')
    .slice(0, 5)
    .filter(isObject)
    .map((step) => join(' ', textOf(step, 'channel'), textOf(step, 'status')))
    .join(', ');
}

/** No currency is named, so none is shown (13.2). */
function price(payload: Payload): string | null {
  const amount = toPrice(textOf(payload, 'price'), null);
  return amount === null ? null : `price ${amount}`;
}
