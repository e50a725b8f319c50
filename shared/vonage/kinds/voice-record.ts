import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, numberOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';

/** A recording can be fetched (8.3). `speech.recording_url` is another thing: only the top level counts. */
export const voiceRecord: KindDefinition = {
  api: 'voice',
  kind: 'record',
  label: 'Recording',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && has(payload, 'recording_url'),
  describe: (payload) => describeVoice(payload, join(', ', 'recording ready', duration(payload), size(payload))),
  fields: [voiceFields],
  schema: ({ object, text, time, numeric }) =>
    object(
      { recording_url: text, recording_uuid: text, conversation_uuid: text, timestamp: time },
      { start_time: time, end_time: time, size: numeric },
    ),
};

function duration(payload: Payload): string | null {
  const start = timeOf(payload, 'start_time');
  const end = timeOf(payload, 'end_time');
  return start === null || end === null || end < start ? null : `${Math.round((end - start) / 1_000)} s`;
}

function size(payload: Payload): string | null {
  const bytes = numberOf(payload, 'size');
  return bytes === null ? null : `${Math.ceil(bytes / 1_000)} kB`;
}
