import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, textOf } from '../read.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';

/** A leg moved to another conversation (8.3). */
export const voiceTransfer: KindDefinition = {
  api: 'voice',
  kind: 'transfer',
  label: 'Call transfer',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && has(payload, 'conversation_uuid_from'),
  describe: (payload) => describeVoice(payload, join(' to ', 'moved', textOf(payload, 'conversation_uuid_to'))),
  fields: [voiceFields],
  schema: ({ object, oneOf, text, time }) =>
    object(
      { conversation_uuid_from: text, conversation_uuid_to: text, uuid: text, timestamp: time },
      { type: oneOf('transfer') },
    ),
};
