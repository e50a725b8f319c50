import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, parsedObjectOf, textOf } from '../read.ts';
import { describeVoice, isVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { callStatuses } from '../statuses/voice.ts';
import { fallbackSimulation } from '../simulations/voice.ts';

/** The answer or event webhook failed, so Vonage asks here for an NCCO (8.4). */
export const voiceFallback: KindDefinition = {
  api: 'voice',
  kind: 'fallback',
  label: 'Voice fallback',
  view: 'other',
  paths: ['/webhooks/fallback'],
  matches: (payload) => isVoice(payload) && has(payload, 'original_request'),
  describe: (payload) => {
    const failed = textOf(parsedObjectOf(payload, 'original_request') ?? {}, 'type');
    return describeVoice(payload, join(': ', join(' ', failed, 'webhook failed'), textOf(payload, 'reason')));
  },
  fields: [voiceFields],
  explainStatus: (status) => callStatuses.get(status),
  simulation: fallbackSimulation,
  // All of the webhook that failed is in it, whichever that was.
  schema: ({ open, object, oneOf, text, time }) =>
    open(
      { reason: text, original_request: object({ url: text, type: oneOf('answer', 'event') }) },
      { from: text, to: text, uuid: text, conversation_uuid: text, timestamp: time },
    ),
};
