import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { has, parsedObjectOf, textOf } from '../read.ts';
import { describeVoice, isVoice } from './voice.ts';

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
};
