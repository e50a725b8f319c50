import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { paymentStatuses } from '../statuses/voice.ts';
import { paymentSimulation } from '../simulations/voice.ts';

const OUTCOMES = new Set(['success', 'failure']);

/** A `pay` action ended (8.3). */
export const voicePayment: KindDefinition = {
  api: 'voice',
  kind: 'payment',
  label: 'Payment',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && OUTCOMES.has(outcome(payload)),
  describe: (payload) => describeVoice(payload, join(' ', 'payment', outcome(payload))),
  fields: [voiceFields],
  explainStatus: (status) => paymentStatuses.get(status),
  simulation: paymentSimulation,
  schema: ({ object, oneOf, text, time }) =>
    object(
      { uuid: text, conversation_uuid: text, status: oneOf(...paymentStatuses.keys()), timestamp: time },
      { from: text, to: text },
    ),
};

function outcome(payload: Payload): string {
  return textOf(payload, 'status')?.toLowerCase() ?? '';
}
