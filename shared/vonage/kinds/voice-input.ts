import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, isObject, listOf, numberOf, parsedObjectOf, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { inputSimulation } from '../simulations/voice.ts';

/** Keys or speech of the caller (8.3). */
export const voiceInput: KindDefinition = {
  api: 'voice',
  kind: 'input',
  label: 'Voice input',
  view: 'other',
  paths: EVENT_PATHS,
  matches: (payload) => isVoice(payload) && (has(payload, 'dtmf') || has(payload, 'speech')),
  describe: (payload) => {
    const input = join(', ', pressed(payload), said(payload));
    return describeVoice(payload, input === '' ? 'no key, nothing heard' : input);
  },
  fields: [voiceFields],
  simulation: inputSimulation,
  schema: ({ object, either, list, oneOf, text, time, numeric, flag }) => {
    const heard = object({ text, confidence: numeric });
    const reason = oneOf('end_on_silence_timeout', 'max_duration', 'start_timeout');
    return object(
      { uuid: text, conversation_uuid: text, timestamp: time },
      {
        from: text,
        from_user: text,
        to: text,
        // In the oldest form the digits themselves, with `timed_out` beside them.
        dtmf: either(text, object({}, { digits: text, timed_out: flag })),
        timed_out: flag,
        speech: object({}, { timeout_reason: reason, results: list(heard), error: text, recording_url: text }),
      },
    );
  },
};

/** `dtmf` is an object, or in the oldest form the digits themselves. */
function pressed(payload: Payload): string | null {
  const dtmf = parsedObjectOf(payload, 'dtmf');
  const digits = dtmf === null ? textOf(payload, 'dtmf') : textOf(dtmf, 'digits');
  if (digits !== null) return `pressed ${digits}`;
  return textOf(dtmf ?? payload, 'timed_out') === 'true' ? 'no key in time' : null;
}

function said(payload: Payload): string | null {
  const speech = parsedObjectOf(payload, 'speech');
  if (speech === null) return null;
  const best = listOf(speech, 'results')[0];
  if (!isObject(best)) return textOf(speech, 'error');
  const confidence = numberOf(best, 'confidence');
  const certainty = confidence === null ? null : `(${Math.round(confidence * 100)} % sure)`;
  return join(' ', `said “${textOf(best, 'text') ?? ''}”`, certainty);
}
