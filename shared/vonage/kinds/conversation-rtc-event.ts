import type { KindDefinition } from '../kind-definition.ts';
import { join, toPairs } from '../line.ts';
import { endpointOf, has, isObject, objectOf, textOf, toText } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { conversationFields } from '../fields/conversation.ts';
import { rtcBody } from '../schemas/conversation.ts';
import { explainRtcType, rtcTypes } from '../statuses/conversation.ts';
import { byStatus } from '../simulation.ts';

/** Section 9.3. Most bodies are not described anywhere, so what a body says is read from whatever is there. */
export const conversationRtcEvent: KindDefinition = {
  api: 'conversation',
  kind: 'rtc-event',
  label: 'Conversation event',
  view: 'other',
  paths: ['/webhooks/rtc'],
  matches: (payload) =>
    typeof payload['type'] === 'string' &&
    isObject(payload['body']) &&
    (has(payload, 'application_id') || has(payload, 'conversation_id') || has(payload, 'cid')),
  describe: (payload) => {
    const body = objectOf(payload, 'body') ?? {};
    const type = textOf(payload, 'type');
    return {
      messageId: textOf(payload, 'conversation_id', 'cid') ?? textOf(body, 'id'),
      from: textOf(payload, 'from') ?? userName(payload),
      to: endpointOf(objectOf(body, 'channel') ?? {}, 'to'),
      status: type,
      summary: type === 'text' ? (toText(body['text']) ?? type) : join(': ', type, detail(type, body, payload)),
      sentAt: timeOf(payload, 'timestamp'),
    };
  },
  fields: [conversationFields],
  explainStatus: explainRtcType,
  variantOf: (payload) => {
    const type = textOf(payload, 'type')?.toLowerCase() ?? '';
    return rtcTypes.has(type) ? type : explainRtcType(type) === undefined ? '' : 'custom';
  },
  simulation: {
    variants: byStatus([...rtcTypes.keys(), 'custom:simulated']),
    payload: ({ status }, { text, id }) => ({
      type: status,
      conversation_id: id('conversation_uuid'),
      body: status === 'text' ? { text } : {},
    }),
  },
  schema: (words, type) => {
    const { object, open, oneOf, text, time, numeric } = words;
    const user = open({ id: text }, { name: text, display_name: text });
    return object(
      {
        type: type === 'custom' ? text : oneOf(...rtcTypes.keys()),
        application_id: text,
        timestamp: time,
        body: rtcBody(words, type),
      },
      {
        id: numeric,
        conversation_id: text,
        cid: text,
        from: text,
        params: open({}),
        _embedded: open({}, { from_user: user, from_member: open({}, { id: text }) }),
      },
    );
  },
};

function detail(type: string | null, body: Payload, payload: Payload): string | null {
  if (type?.startsWith('custom:') === true) return toPairs(body);
  const digits = textOf(body, 'digits', 'digit');
  if (digits !== null) return `pressed ${digits}`;
  return textOf(objectOf(body, 'reason') ?? {}, 'text') ?? textOf(body, 'name') ?? userName(payload);
}

function userName(payload: Payload): string | null {
  const user = objectOf(objectOf(payload, '_embedded') ?? {}, 'from_user');
  return user === null ? null : textOf(user, 'display_name', 'name');
}
