import type { Members, Schema, Vocabulary } from '../vocabulary.ts';
import { usage } from './messages-v1-content.ts';

export const NESTED_CHANNELS = ['sms', 'mms', 'whatsapp', 'messenger', 'viber_service_msg'] as const;
export const NESTED_STATUSES = ['submitted', 'delivered', 'read', 'rejected', 'undeliverable', 'accepted'] as const;
const IDS = new Map([
  ['messenger', ['id', 'id']],
  // A service has an id, a person a number.
  ['viber_service_msg', ['id', 'number']],
]);

/** The channel, where it is a known one; Dispatch's own list has a spelling slip, so others are let through (5.4). */
export function nestedVariant(channel: string | null): string {
  return NESTED_CHANNELS.find((known) => known === channel?.toLowerCase()) ?? '';
}

/** Your own end and that of the user: `{ type, number }` or `{ type, id }` (5.2). */
export function endpoints({ object, oneOf, text }: Vocabulary, channel: string): { own: Schema; user: Schema } {
  const type = oneOf(...NESTED_CHANNELS);
  if (channel === '')
    return { own: object({ type }, { number: text, id: text }), user: object({ type }, { number: text, id: text }) };
  const [own, user] = [nestedEndField(channel, 'own'), nestedEndField(channel, 'user')];
  return { own: object({ type, [own]: text }), user: object({ type, [user]: text }) };
}

/** The member that names this end: a number or an id. */
export function nestedEndField(channel: string, whose: 'own' | 'user'): string {
  return IDS.get(channel)?.[whose === 'own' ? 0 : 1] ?? 'number';
}

/** Section 5.3. */
export function nestedStatus(words: Vocabulary, channel: string, more: Members = {}): Schema {
  const { object, oneOf, text, time, textOrNumber } = words;
  const { own, user } = endpoints(words, channel);
  return object(
    {
      message_uuid: text,
      to: user,
      from: own,
      timestamp: time,
      status: oneOf(...NESTED_STATUSES),
      ...more,
    },
    { error: object({ code: textOrNumber }, { reason: text }), usage: usage(words), client_ref: text },
  );
}

const media = ({ object, text }: Vocabulary): Schema => object({ url: text }, { caption: text });

/** The parts of `message.content` (5.2). */
export function nestedContent(words: Vocabulary): ReadonlyMap<string, Members> {
  const { object, text, numeric } = words;
  return new Map<string, Members>([
    ['text', { text }],
    ['image', { image: media(words) }],
    ['audio', { audio: media(words) }],
    ['video', { video: media(words) }],
    ['file', { file: media(words) }],
    ['location', { location: object({ longitude: numeric, latitude: numeric }, { name: text, address: text }) }],
    ['button', { button: object({ payload: text }, { text }) }],
    ['unsupported', {}],
  ]);
}
