import type { Members, Vocabulary } from '../vocabulary.ts';

/** The types that each channel can bring in (3.3). */
export const TYPES_BY_CHANNEL: ReadonlyMap<string, readonly string[]> = new Map([
  ['sms', ['text']],
  ['mms', ['text', 'image', 'video', 'audio', 'file', 'vcard']],
  ['rcs', ['text', 'image', 'video', 'audio', 'file', 'vcard', 'location', 'reply', 'button']],
  [
    'whatsapp',
    [
      'text',
      'image',
      'video',
      'audio',
      'file',
      'location',
      'contacts',
      'reply',
      'button',
      'order',
      'sticker',
      'reaction',
      'unsupported',
    ],
  ],
  ['messenger', ['text', 'image', 'video', 'audio', 'file', 'unsupported']],
  ['viber_service', ['text', 'image', 'video', 'file']],
]);

/** The part of each message type, at top level under the name of the type (3.4). */
export function contentByType(words: Vocabulary): ReadonlyMap<string, Members> {
  const { object, text, list, either, open, oneOf, number } = words;
  const media = object({ url: text }, { name: text, caption: text });
  const plain = object({ url: text }, { name: text });
  const item = object({ product_retailer_id: text, quantity: text, item_price: text, currency: text });
  return new Map<string, Members>([
    ['text', { text }],
    ['image', { image: media }],
    ['video', { video: media }],
    ['audio', { audio: plain }],
    ['file', { file: media }],
    ['vcard', { vcard: plain }],
    ['location', { location: object({ lat: number, long: number }, { name: text, address: text, url: text }) }],
    ['contacts', { contacts: list(contact(words)) }],
    ['reply', { reply: object({ id: text, title: text }, { description: text }) }],
    // A WhatsApp flow answers with an object of whatever the flow asks for.
    ['button', { button: object({ payload: either(text, open({})) }, { text, subtype: text }) }],
    ['order', { order: object({ catalog_id: text, product_items: list(item) }) }],
    ['sticker', { sticker: object({ url: text }) }],
    ['reaction', { reaction: object({ action: oneOf('react', 'unreact') }, { emoji: text }) }],
    ['unsupported', {}],
  ]);
}

function contact({ object, text, list }: Vocabulary) {
  const address = { city: text, country: text, country_code: text, state: text, street: text };
  return object(
    {
      name: object(
        { formatted_name: text },
        { first_name: text, last_name: text, middle_name: text, prefix: text, suffix: text },
      ),
    },
    {
      addresses: list(object({}, { ...address, type: text, postal_code: text })),
      birthday: text,
      emails: list(object({}, { email: text, type: text })),
      phones: list(object({}, { phone: text, type: text })),
      urls: list(object({}, { url: text, type: text })),
    },
  );
}

/** What each channel adds to every message (3.5 to 3.10): what must be there, and what may be. */
export function extrasByChannel(words: Vocabulary): ReadonlyMap<string, readonly [Members, Members]> {
  const { object, text, numeric, oneOf, list } = words;
  const origin = object({}, { network_code: text });
  const attachment = object({ type: oneOf('image', 'audio', 'video', 'vcard', 'file'), url: text }, { caption: text });
  return new Map<string, readonly [Members, Members]>([
    [
      'sms',
      [
        {},
        {
          sms: object({}, { num_messages: numeric, keyword: text, total_count: numeric, count_total: numeric }),
          usage: usage(words),
          origin,
          context_status: oneOf('none'),
        },
      ],
    ],
    ['mms', [{}, { origin, content: list(attachment), mms: object({}, { participants: list(text) }) }]],
    ['rcs', [{}, { context_status: oneOf('none') }]],
    ['whatsapp', whatsapp(words)],
    ['messenger', [{}, {}]],
    ['viber_service', [{}, { context: object({ message_uuid: text }) }]],
  ]);
}

/** Section 3.8. */
function whatsapp({ object, text, oneOf }: Vocabulary): readonly [Members, Members] {
  const product = object({ catalog_id: text, product_retailer_id: text });
  const referral = object(
    { body: text, headline: text, source_id: text, source_type: text, source_url: text },
    { media_type: oneOf('image', 'video'), image_url: text, video_url: text, thumbnail_url: text, ctwa_clid: text },
  );
  return [
    { context_status: oneOf('none', 'available', 'unavailable') },
    {
      profile: object({ name: text }, { username: text }),
      context: object({ message_uuid: text, message_from: text }, { whatsapp_referred_product: product }),
      provider_message: text,
      _self: object({ href: text }),
      whatsapp: object(
        {},
        {
          referral,
          sender: object({ user_id: text }, { parent_user_id: text, wa_id: text }),
          waba_id: text,
          whatsapp_referred_product: product,
        },
      ),
    },
  ];
}

export function usage({ object, oneOf, numeric }: Vocabulary) {
  return object({ currency: oneOf('EUR'), price: numeric });
}
