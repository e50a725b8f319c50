import type { Fields } from '../fields.ts';

/** What inbound messages and statuses share (3, 4). */
export const messagesV1CommonFields: Fields = {
  message_uuid: 'Vonage’s id of the message. All webhooks of one message carry it.',
  channel: 'The way that the message takes: SMS, WhatsApp and so on.',
  timestamp: 'When it happened, by Vonage’s clock, in UTC.',
  client_ref: 'Your own reference, as the request that sent the message gave it.',
  profile: 'How the WhatsApp user appears.',
  'profile.name': 'The name that the user chose on WhatsApp.',
  'profile.username': 'The user’s WhatsApp user name, where they have one.',
  usage: 'What the message costs.',
  'usage.currency': 'The currency of the price: EUR.',
  'usage.price': 'The price of the whole message, as text.',
  sms: 'Facts that only SMS has.',
  'sms.count_total': 'How many SMS parts the text takes. Each is charged.',
  whatsapp: 'Facts that only WhatsApp has.',
  'whatsapp.waba_id': 'The id of the WhatsApp Business Account.',
};
