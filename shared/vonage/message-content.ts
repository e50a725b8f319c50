import { join, toPairs, upperFirst } from './line.ts';
import { isObject, listOf, objectOf, textOf, toText } from './read.ts';
import type { Payload } from './understanding.ts';

const NOTHING: Payload = {};

/** Says one message type in a line. A Map, because the type comes from outside and may be `constructor`. */
const lines = new Map<string, (content: Payload) => string>([
  ['text', (content) => toText(content['text']) ?? 'Empty text'],
  ['image', (content) => media(content, 'image', 'Image')],
  ['video', (content) => media(content, 'video', 'Video')],
  ['audio', (content) => media(content, 'audio', 'Audio')],
  ['file', (content) => media(content, 'file', 'File')],
  ['vcard', (content) => media(content, 'vcard', 'Contact card')],
  ['sticker', () => 'Sticker'],
  ['location', location],
  ['contacts', (content) => contacts(content, 'contacts')],
  ['contact', (content) => contacts(content, 'contact')],
  ['reply', reply],
  ['button', button],
  ['order', order],
  ['reaction', reaction],
  ['unsupported', () => 'Content that Vonage can’t pass on'],
]);

/**
 * The content of an inbound message in words. `content` holds the part of each type under the type's name: the whole
 * payload in v1 (3.4), `message.content` in v0.1 (5.2).
 */
export function describeContent(type: string | null, content: Payload): string {
  const name = type ?? [...lines.keys()].find((key) => key in content);
  if (name === undefined) return 'Message without content';
  const describe = lines.get(name);
  if (describe !== undefined) return describe(content);
  return join(': ', upperFirst(name), toPairs(content[name]));
}

function media(content: Payload, type: string, word: string): string {
  const part = objectOf(content, type) ?? NOTHING;
  const attachments = listOf(content, 'content').length;
  const line = join(': ', join(' ', word, textOf(part, 'name')), textOf(part, 'caption'));
  return attachments > 1 ? `${line} (${attachments} attachments)` : line;
}

/** Numbers `lat` and `long` in v1, text `latitude` and `longitude` in v0.1 (13.2). */
function location(content: Payload): string {
  const part = objectOf(content, 'location') ?? NOTHING;
  const place = join(', ', textOf(part, 'name'), textOf(part, 'address'));
  const position = join(', ', textOf(part, 'lat', 'latitude'), textOf(part, 'long', 'longitude'));
  return join(': ', 'Location', place === '' ? position : place);
}

function contacts(content: Payload, type: string): string {
  const single = objectOf(content, type);
  const all = single === null ? listOf(content, type) : [single];
  const names = all.slice(0, 5).map(contactName);
  const word = all.length === 1 ? 'Contact' : `${all.length} contacts`;
  return join(': ', word, join(', ', ...names));
}

function contactName(contact: unknown): string | null {
  const name = isObject(contact) ? (objectOf(contact, 'name') ?? NOTHING) : NOTHING;
  return textOf(name, 'formatted_name') ?? join(' ', textOf(name, 'first_name'), textOf(name, 'last_name'));
}

function reply(content: Payload): string {
  return join(': ', 'Reply', textOf(objectOf(content, 'reply') ?? NOTHING, 'title', 'id'));
}

/** The payload of a WhatsApp flow is an object, of any other button text (13.2). */
function button(content: Payload): string {
  const part = objectOf(content, 'button') ?? NOTHING;
  const answer = objectOf(part, 'payload');
  if (answer !== null) return join(': ', 'Flow answer', toPairs(answer));
  return join(': ', 'Button', textOf(part, 'text', 'payload'));
}

function order(content: Payload): string {
  const items = listOf(objectOf(content, 'order') ?? NOTHING, 'product_items');
  const word = items.length === 1 ? 'Order' : `Order of ${items.length} products`;
  return join(': ', word, join(', ', ...items.slice(0, 5).map(orderItem)));
}

function orderItem(item: unknown): string | null {
  if (!isObject(item)) return null;
  const price = join(' ', textOf(item, 'item_price'), textOf(item, 'currency'));
  const product = join(' × ', textOf(item, 'quantity'), textOf(item, 'product_retailer_id'));
  return join(' at ', product, price);
}

function reaction(content: Payload): string {
  const part = objectOf(content, 'reaction') ?? NOTHING;
  const emoji = textOf(part, 'emoji');
  return textOf(part, 'action') === 'unreact' ? 'Reaction removed' : join(' ', 'Reaction', emoji);
}
