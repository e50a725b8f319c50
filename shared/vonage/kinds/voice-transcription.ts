import type { KindDefinition } from '../kind-definition.ts';
import { has, textOf } from '../read.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';

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
};
