import type { KindDefinition } from '../kind-definition.ts';
import { join, toPairs } from '../line.ts';
import { has, parsedObjectOf } from '../read.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { notifySimulation } from '../simulations/voice.ts';

/** The call reached a `notify` action; the payload is what the NCCO gave (8.3). */
export const voiceNotify: KindDefinition = {
  api: 'voice',
  kind: 'notify',
  label: 'Call notification',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && has(payload, 'payload'),
  describe: (payload) => {
    const given = parsedObjectOf(payload, 'payload') ?? payload['payload'];
    return describeVoice(payload, join(': ', 'notify', toPairs(given)));
  },
  fields: [voiceFields],
  simulation: notifySimulation,
  schema: ({ object, anything, text, time }) =>
    object({ payload: anything, conversation_uuid: text, timestamp: time }, { uuid: text }),
};
