import { describe, expect, test } from 'vitest';

import type { Payload } from '../../../shared/vonage/understanding.ts';
import { understood } from './understood.ts';

const CHANNELS = ['sms', 'mms', 'rcs', 'whatsapp', 'messenger', 'viber_service', 'email', 'telegram'];
const STATUSES = ['accepted', 'submitted', 'delivered', 'read', 'rejected', 'undeliverable', 'half-way'];
const V01_CHANNELS = ['sms', 'mms', 'whatsapp', 'messenger', 'viber_service_msg', 'telegram'];

/** A piece of each type, and the line that it makes. */
const CONTENTS: readonly (readonly [type: string, part: Payload, summary: string])[] = [
  ['text', { text: 'Hello' }, 'Hello'],
  ['image', { image: { url: 'https://example.com/1', name: 'a.jpg', caption: 'Us' } }, 'Image a.jpg: Us'],
  ['image', { image: { url: 'https://example.com/1' } }, 'Image'],
  ['video', { video: { url: 'https://example.com/1', caption: 'Us' } }, 'Video: Us'],
  ['audio', { audio: { url: 'https://example.com/1', name: 'a.mp3' } }, 'Audio a.mp3'],
  ['file', { file: { name: 'a.pdf' } }, 'File a.pdf'],
  ['vcard', { vcard: { url: 'https://example.com/1', name: 'a.vcf' } }, 'Contact card a.vcf'],
  ['sticker', { sticker: { url: 'https://example.com/1' } }, 'Sticker'],
  ['location', { location: { lat: 51.5, long: -0.12 } }, 'Location: 51.5, -0.12'],
  ['location', { location: { latitude: '51.5', longitude: '-0.12' } }, 'Location: 51.5, -0.12'],
  ['location', { location: { lat: 1, long: 2, name: 'Home', address: 'Street 1' } }, 'Location: Home, Street 1'],
  ['contacts', { contacts: [{ name: { first_name: 'A', last_name: 'B' } }, {}] }, '2 contacts: A B'],
  ['contact', { contact: [{ name: { formatted_name: 'A B' } }] }, 'Contact: A B'],
  ['reply', { reply: { id: 'r1', title: 'Yes' } }, 'Reply: Yes'],
  ['reply', { reply: { id: 'r1' } }, 'Reply: r1'],
  ['button', { button: { payload: 'go' } }, 'Button: go'],
  ['button', { button: { payload: { size: 'L', tags: ['x'] }, subtype: 'flow' } }, 'Flow answer: size: L, tags: …'],
  ['reaction', { reaction: { action: 'react', emoji: '👍' } }, 'Reaction 👍'],
  ['reaction', { reaction: { action: 'unreact' } }, 'Reaction removed'],
  ['order', { order: { product_items: [] } }, 'Order of 0 products'],
  [
    'order',
    { order: { product_items: [{ product_retailer_id: 'a', quantity: 2, item_price: 1.5, currency: 'EUR' }, {}] } },
    'Order of 2 products: 2 × a at 1.5 EUR',
  ],
  ['unsupported', {}, 'Content that Vonage can’t pass on'],
  ['poll', { poll: { question: 'Why?', options: [1, 2] } }, 'Poll: question: Why?, options: …'],
  ['carousel', {}, 'Carousel'],
];

describe.each(CHANNELS)('inbound over %s', (channel) => {
  test.each(CONTENTS)('%s %j reads "%s"', (message_type, part, summary) => {
    const says = understood({
      channel,
      message_uuid: 'm',
      to: '447700900000',
      from: '447700900001',
      timestamp: '2025-01-15T09:30:00Z',
      message_type,
      ...part,
    });
    expect(says).toEqual({
      api: 'messages-v1',
      kind: 'inbound-message',
      channel,
      messageId: 'm',
      from: '447700900001',
      to: '447700900000',
      status: null,
      errorCode: null,
      summary,
      sentAt: Date.UTC(2025, 0, 15, 9, 30),
      account: null,
    });
  });
});

describe.each(V01_CHANNELS)('the older inbound over %s', (type) => {
  test.each(CONTENTS)('%s %j reads "%s"', (contentType, part, summary) => {
    const says = understood({
      message_uuid: 'm',
      to: { type, id: 'page' },
      from: { type, number: 447700900001 },
      timestamp: '2020-01-01 14:00:00 UTC',
      message: { content: { type: contentType, ...part } },
    });
    expect(says).toMatchObject({
      api: 'messages-v0.1',
      kind: 'inbound-message',
      channel: type,
      from: '447700900001',
      to: 'page',
      summary,
      sentAt: Date.UTC(2020, 0, 1, 14),
    });
  });
});

describe.each(CHANNELS)('a status over %s', (channel) => {
  test.each([...STATUSES, 'DELIVERED', 'Rejected'])('%s keeps its text', (status) => {
    const payload = { message_uuid: 'm', to: '1', from: '2', timestamp: '2025-01-15T09:30:00Z', channel, status };
    expect(understood(payload)).toMatchObject({
      api: 'messages-v1',
      channel,
      status,
      summary: status,
      errorCode: null,
    });
    expect(understood({ ...payload, usage: { currency: 'EUR', price: 0.0333 } }).summary).toBe(`${status}, 0.0333 EUR`);
  });
});

describe.each(V01_CHANNELS)('the older status over %s', (type) => {
  test.each(STATUSES)('%s is of v0.1, and of Dispatch in a workflow', (status) => {
    const payload = { message_uuid: 'm', to: { type, number: '1' }, from: { type, id: 'x' }, status };
    const expected = { kind: 'message-status', channel: type, from: 'x', to: '1', status };
    expect(understood(payload)).toMatchObject({ ...expected, api: 'messages-v0.1' });
    const inWorkflow = { ...payload, _links: { workflow: { dispatch_uuid: 'd' } } };
    expect(understood(inWorkflow)).toMatchObject({ ...expected, api: 'dispatch' });
  });
});

describe('an error', () => {
  const LINK = 'https://developer.vonage.com/api-errors/messages#1170';
  const MEANING = 'rejected: 1170 recipient number missing or invalid';

  test.each<[string, unknown, string | null, string]>([
    ['with a code as title', { title: '1170', detail: 'x' }, '1170', MEANING],
    ['with a number as title', { title: 1170 }, '1170', MEANING],
    ['with the code in its link', { type: LINK, title: 'Invalid number', detail: 'x' }, '1170', MEANING],
    ['of v0.1', { code: 1170, reason: 'x' }, '1170', MEANING],
    ['with an unknown code', { title: '1999', detail: 'Something new' }, '1999', 'rejected: 1999 Something new'],
    ['with words only', { title: 'Unauthorized', detail: 'No.' }, 'Unauthorized', 'rejected: Unauthorized No.'],
    ['with a detail only', { detail: 'No.' }, null, 'rejected: No.'],
    ['that is empty', {}, null, 'rejected'],
    ['that is a text', '1170', '1170', MEANING],
    ['that is a list', [1170], null, 'rejected'],
  ])('%s', (_name, error, errorCode, summary) => {
    const says = understood({ message_uuid: 'm', to: '1', channel: 'sms', status: 'rejected', error });
    expect(says).toMatchObject({ errorCode, summary });
  });
});

test.each<[string, Payload, string]>([
  ['Vonage’s names', { workflow_id: 'w', items_number: '2', items_total: '3' }, 'read, attempt 2 of 3'],
  ['the Java SDK’s names', { id: 'w', item_number: 2, total_items: 3 }, 'read, attempt 2 of 3'],
  ['no total', { items_number: 1 }, 'read, attempt 1'],
  ['nothing', {}, 'read'],
])('a failover with %s', (_name, workflow, summary) => {
  expect(understood({ message_uuid: 'm', status: 'read', workflow }).summary).toBe(summary);
});

test.each([
  ['0.0333', 'EUR', 'read, 0.0333 EUR'],
  ['0.03330000', 'EUR', 'read, 0.0333 EUR'],
  ['1.00', 'EUR', 'read, 1 EUR'],
  ['10', 'EUR', 'read, 10 EUR'],
  ['0.1', null, 'read, 0.1'],
  ['0', 'EUR', 'read'],
  ['0.0000', 'EUR', 'read'],
  [null, 'EUR', 'read'],
])('a price of %s %s reads "%s"', (price, currency, summary) => {
  expect(understood({ message_uuid: 'm', status: 'read', usage: { price, currency } }).summary).toBe(summary);
});

test('a message without a type is read by what it has', () => {
  expect(understood({ message_uuid: 'm', channel: 'sms', text: 'Hi' }).summary).toBe('Hi');
  expect(understood({ message_uuid: 'm', image: { name: 'a.jpg' } }).summary).toBe('Image a.jpg');
  expect(understood({ message_uuid: 'm' }).summary).toBe('Message without content');
});

test('the text null is what somebody wrote', () => {
  expect(understood({ message_uuid: 'm', message_type: 'text', text: 'null' }).summary).toBe('null');
});

test.each(['', ' ', '\n\u0000\u200b'])('a text of %j still has a line', (text) => {
  expect(understood({ message_uuid: 'm', message_type: 'text', text }).summary).toBe('Inbound message');
});

test('a WhatsApp user id is a sender like any other', () => {
  expect(understood({ message_uuid: 'm', from: 'GB.900000000000002' }).from).toBe('GB.900000000000002');
});

test.each(['constructor', '__proto__', 'toString'])('a type called %s is an unknown type', (message_type) => {
  expect(understood({ message_uuid: 'm', message_type })).toMatchObject({ kind: 'inbound-message' });
});
