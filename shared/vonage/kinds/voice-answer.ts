import type { KindDefinition } from '../kind-definition.ts';
import { has } from '../read.ts';
import { describeVoice } from './voice.ts';

/** A call was answered and waits for its NCCO (8.1). */
export const voiceAnswer: KindDefinition = {
  api: 'voice',
  kind: 'answer',
  label: 'Voice answer',
  view: 'other',
  paths: ['/webhooks/answer'],
  matches: (payload) =>
    has(payload, 'uuid') &&
    has(payload, 'conversation_uuid') &&
    (has(payload, 'to') || has(payload, 'from') || has(payload, 'from_user')),
  describe: (payload) => describeVoice(payload, 'call answered, waits for an NCCO'),
};
