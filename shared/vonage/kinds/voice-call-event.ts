import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { toPrice } from '../outcome.ts';
import { has, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { callEventFields, voiceFields } from '../fields/voice.ts';
import { callLife } from '../lives.ts';
import { callSchema } from '../schemas/voice-call.ts';
import { callStatuses } from '../statuses/voice.ts';
import { callEventSimulation } from '../simulations/voice.ts';

/** The state of one leg of a call (8.2). */
export const voiceCallEvent: KindDefinition = {
  api: 'voice',
  kind: 'call-event',
  label: 'Voice event',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && has(payload, 'status'),
  describe: (payload) => describeVoice(payload, describeState(payload)),
  fields: [callEventFields, voiceFields],
  explainStatus: (status) => callStatuses.get(status),
  life: callLife,
  variantOf: (payload) => {
    const status = textOf(payload, 'status')?.toLowerCase() ?? '';
    return callStatuses.has(status) ? status : '';
  },
  simulation: callEventSimulation,
  schema: callSchema,
};

/** Call prices are in euros (8.2). */
function describeState(payload: Payload): string {
  const detail = textOf(payload, 'detail', 'sub_state')?.replaceAll('_', ' ') ?? null;
  const duration = textOf(payload, 'duration');
  return join(
    ', ',
    join(': ', textOf(payload, 'status'), detail),
    duration === null ? textOf(payload, 'direction') : `${duration} s`,
    toPrice(textOf(payload, 'price'), 'EUR'),
  );
}
