import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, isObject, listOf, objectOf, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { verifyFields } from '../fields/verify.ts';
import { verifyEventLife } from '../lives.ts';
import { VERIFY_CHANNELS } from '../schemas/verify.ts';
import { verifyEventStatuses } from '../statuses/verify.ts';
import { verifyEventSimulation } from '../simulations/verify.ts';

/** One step of a verification (9.2). */
export const verifyV2VerifyEvent: KindDefinition = {
  api: 'verify-v2',
  kind: 'verify-event',
  label: 'Verify event',
  view: 'other',
  paths: ['/webhooks/verify'],
  matches: (payload) => has(payload, 'request_id') && payload['type'] === 'event',
  describe: (payload) => {
    const channel = textOf(payload, 'channel');
    const status = textOf(payload, 'status');
    return {
      channel,
      messageId: textOf(payload, 'request_id'),
      status,
      summary: join(', ', join(' ', channel, status), action(payload)),
      sentAt: timeOf(payload, 'triggered_at', 'finalized_at'),
    };
  },
  fields: [verifyFields],
  explainStatus: (status) => verifyEventStatuses.get(status),
  life: verifyEventLife,
  simulation: verifyEventSimulation,
  schema: ({ object, either, list, oneOf, text, time }) => {
    const action = object({ type: oneOf('check'), check_url: text });
    return object(
      {
        request_id: text,
        triggered_at: time,
        type: oneOf('event'),
        channel: oneOf(...VERIFY_CHANNELS),
        status: oneOf(...verifyEventStatuses.keys()),
      },
      { finalized_at: time, client_ref: text, action: either(action, list(action)) },
    );
  },
};

/** An object; an older SDK test has a list of such. */
function action(payload: Payload): string | null {
  const first = objectOf(payload, 'action') ?? listOf(payload, 'action')[0];
  if (!isObject(first)) return null;
  return has(first, 'check_url') ? 'the device must open check_url' : textOf(first, 'type');
}
