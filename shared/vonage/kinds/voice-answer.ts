import type { KindDefinition } from '../kind-definition.ts';
import { has } from '../read.ts';
import { describeVoice } from './voice.ts';
import { voiceFields } from '../fields/voice.ts';
import { answerSimulation } from '../simulations/voice.ts';

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
  fields: [voiceFields],
  namedByOthers: {
    pattern: /^SipHeader_./,
    meaning: 'A SIP header of the call, as the other side sent it.',
  },
  simulation: answerSimulation,
  schema: ({ object, open, either, oneOf, text }) =>
    object(
      { uuid: text, conversation_uuid: text },
      {
        to: text,
        from: text,
        from_user: text,
        region_url: text,
        endpoint_type: oneOf('phone', 'sip', 'websocket', 'app', 'vbc'),
        custom_data: either(text, open({})),
      },
    ),
};
