import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, isObject, listOf, numberOf, parsedObjectOf, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { describeVoice, EVENT_PATHS, isVoice } from './voice.ts';

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
