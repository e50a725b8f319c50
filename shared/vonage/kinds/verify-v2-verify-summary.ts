import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { toPrice } from '../outcome.ts';
import { has, isObject, listOf, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { verifyFields, verifySummaryFields } from '../fields/verify.ts';
import { END_ONLY } from '../lives.ts';
import { VERIFY_CHANNELS } from '../schemas/verify.ts';
import { verifySummaryStatuses } from '../statuses/verify.ts';
import { verifySummarySimulation } from '../simulations/verify.ts';

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
  fields: [verifySummaryFields, verifyFields],
  explainStatus: (status) => verifySummaryStatuses.get(status),
  life: END_ONLY,
  simulation: verifySummarySimulation,
  schema: ({ object, list, oneOf, text, time, numeric }) => {
    const step = object(
      {
        channel: oneOf(...VERIFY_CHANNELS),
        status: oneOf('unused', 'completed', 'failed', 'expired', 'user_rejected'),
      },
      { initiated_at: time },
    );
    return object(
      {
        request_id: text,
        submitted_at: time,
        type: oneOf('summary'),
        status: oneOf(...verifySummaryStatuses.keys()),
        workflow: list(step),
      },
      { channel_timeout: numeric, price: numeric, client_ref: text },
    );
  },
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
