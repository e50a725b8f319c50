import { messagesErrorCodes } from '../error-codes/messages.ts';
import { TYPES_BY_CHANNEL } from '../schemas/messages-v1-content.ts';
import { STATUS_CHANNELS, statusesOf } from '../schemas/messages-v1-status.ts';
import type { Given, Simulation, Variant } from '../simulation.ts';
import { byContent, byStatus } from '../simulation.ts';
import type { Payload } from '../understanding.ts';

const USAGE = { currency: 'EUR', price: '0.0333' };
/** What the catalogue shows of a failure; the form can choose another. */
const USUAL_ERRORS = new Map([
  ['rejected', '1340'],
  ['undeliverable', '1320'],
]);

export const inboundMessageSimulation: Simulation = {
  variants: [...TYPES_BY_CHANNEL].flatMap(([channel, types]) => byContent(types, channel)),
  payload: ({ channel, content }, given) => ({
    channel,
    message_type: content,
    ...contentOf(content, given),
    ...(channel === 'whatsapp' ? { profile: { name: 'Simulated Customer' } } : {}),
    ...(channel === 'sms' ? { sms: { num_messages: '1' }, usage: USAGE } : {}),
  }),
};

export const messageStatusSimulation: Simulation = {
  variants: STATUS_CHANNELS.flatMap((channel) => byStatus(statusesOf(channel), channel)),
  payload: (variant, given) => ({
    channel: variant.channel,
    status: variant.status,
    ...errorOf(variant, given),
    ...chargeOf(variant),
  }),
};

/** What a message of this type carries beyond an address of its medium. */
function contentOf(type: string | null, { text }: Given): Payload {
  switch (type) {
    case 'text':
      return { text };
    case 'image':
      return { image: { url: 'https://example.com/simulated.jpg', caption: text } };
    case 'location':
      return { location: { lat: 51.5072, long: -0.1276, name: 'London' } };
    case 'contacts':
      return { contacts: [{ name: { formatted_name: 'Simulated Contact' } }] };
    case 'reply':
      return { reply: { id: 'choice-1', title: text } };
    case 'button':
      return { button: { payload: 'yes', text } };
    case 'order':
      return { order: { catalog_id: 'catalogue-1', product_items: [ITEM] } };
    case 'reaction':
      return { reaction: { action: 'react', emoji: '👍' } };
    default:
      return {};
  }
}

const ITEM = { product_retailer_id: 'product-1', quantity: '2', item_price: '9.90', currency: 'EUR' };

/** The usual error of a status, or the given one. */
export function errorCodeOf({ status }: Variant, { errorCode }: Given): string | null {
  return errorCode ?? USUAL_ERRORS.get(status ?? '') ?? null;
}

function errorOf(variant: Variant, given: Given): Payload {
  const code = errorCodeOf(variant, given);
  if (code === null) return {};
  return {
    error: {
      type: `https://developer.vonage.com/api-errors/messages#${code}`,
      title: code,
      detail: messagesErrorCodes.get(code)?.meaning ?? 'Simulated error',
      instance: given.id('instance').replaceAll('-', ''),
    },
  };
}

/** Meta's prices come with the delivery (4.4). */
function chargeOf({ channel, status }: Variant): Payload {
  if (status !== 'delivered' || channel === 'rcs' || channel === 'email') return {};
  if (channel !== 'whatsapp') return { usage: USAGE };
  return { usage: USAGE, whatsapp: { pricing: { type: 'regular', pricing_model: 'PMP', category: 'utility' } } };
}
