import type { KindDefinition } from '../kind-definition.ts';
import { has, textOf } from '../read.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { transcriptionStatuses } from '../statuses/voice.ts';
import { transcriptionSimulation } from '../simulations/voice.ts';

/** The text of a recording can be fetched (8.3). */
export const voiceTranscription: KindDefinition = {
  api: 'voice',
  kind: 'transcription',
  label: 'Transcription',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) =>
    isVoice(payload) &&
    (has(payload, 'transcription_url') || textOf(payload, 'status')?.toLowerCase() === 'transcribed'),
  describe: (payload) => describeVoice(payload, 'transcription ready'),
  fields: [voiceFields],
  explainStatus: (status) => transcriptionStatuses.get(status),
  simulation: transcriptionSimulation,
  schema: ({ object, oneOf, text, time }) =>
    object(
      {
        conversation_uuid: text,
        type: oneOf('record'),
        recording_uuid: text,
        status: oneOf(...transcriptionStatuses.keys()),
        transcription_url: text,
      },
      { timestamp: time },
    ),
};
