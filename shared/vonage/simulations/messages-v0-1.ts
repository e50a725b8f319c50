import { messagesErrorCodes } from '../error-codes/messages.ts';
import { NESTED_CHANNELS, NESTED_STATUSES, nestedEndField } from '../schemas/messages-v0-1.ts';
import type { Given, Simulation, Variant } from '../simulation.ts';
import { byContent, byStatus } from '../simulation.ts';
import type { Payload } from '../understanding.ts';
import { errorCodeOf } from './messages-v1.ts';

const MEDIA = ['text', 'image', 'audio', 'video', 'file'];
/** What each channel can bring in; the types with buttons and places are WhatsApp's (5.1). */
const CONTENTS: Readonly<Record<(typeof NESTED_CHANNELS)[number], readonly string[]>> = {
  sms: ['text'],
  mms: MEDIA,
  whatsapp: [...MEDIA, 'location', 'button', 'unsupported'],
  messenger: [...MEDIA, 'unsupported'],
  viber_service_msg: MEDIA,
};
const USAGE = { currency: 'EUR', price: '0.0333' };

export const nestedInboundSimulation: Simulation = {
  variants: NESTED_CHANNELS.flatMap((channel) => byContent(CONTENTS[channel], channel)),
  payload: ({ channel, content }, { from, to, text }) => ({
    to: end(channel, 'own', to),
    from: end(channel, 'user', from),
    message: { content: { type: content, ...(content === 'text' ? { text } : {}) } },
  }),
};

export const nestedStatusSimulation: Simulation = {
  // Nobody tells that an SMS or MMS was read (4.2).
  variants: NESTED_CHANNELS.flatMap((channel) =>
    byStatus(
      NESTED_STATUSES.filter((status) => status !== 'read' || (channel !== 'sms' && channel !== 'mms')),
      channel,
    ),
  ),
  payload: nestedStatusPayload,
};

function nestedStatusPayload(variant: Variant, given: Given): Payload {
  const { channel, status } = variant;
  const code = errorCodeOf(variant, given);
  return {
    to: end(channel, 'user', given.to),
    from: end(channel, 'own', given.from),
    status,
    ...(status === 'delivered' ? { usage: USAGE } : {}),
    ...(code === null
      ? {}
      : { error: { code: Number(code), reason: messagesErrorCodes.get(code)?.meaning ?? 'Simulated error' } }),
  };
}

function end(channel: string | null, whose: 'own' | 'user', value: string): Payload {
  return { type: channel, [nestedEndField(channel ?? '', whose)]: value };
}
