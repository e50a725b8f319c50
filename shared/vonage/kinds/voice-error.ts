import type { KindDefinition } from '../kind-definition.ts';
import { has, textOf } from '../read.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';

/** Vonage could not use the NCCO, or something else went wrong in a call (8.3). */
export const voiceError: KindDefinition = {
  api: 'voice',
  kind: 'error',
  label: 'Voice error',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && has(payload, 'reason'),
  describe: (payload) => describeVoice(payload, textOf(payload, 'reason') ?? 'error'),
  fields: [voiceFields],
  schema: ({ object, text, time }) =>
    object({ reason: text, conversation_uuid: text, timestamp: time }, { uuid: text, from: text, to: text }),
};
