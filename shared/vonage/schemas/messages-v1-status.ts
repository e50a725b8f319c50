import type { Members, Schema, Vocabulary } from '../vocabulary.ts';
import { usage } from './messages-v1-content.ts';

export const STATUS_CHANNELS = ['sms', 'mms', 'rcs', 'whatsapp', 'messenger', 'viber_service', 'email'] as const;

/** Nobody tells that an SMS or MMS was read (4.2). `accepted` is named in the guides alone, and is none the less real. */
export function statusesOf(channel: string): readonly string[] {
  const all = ['submitted', 'delivered', 'rejected', 'undeliverable', 'accepted'];
  return channel === 'sms' || channel === 'mms' ? all : [...all, 'read'];
}

/** What each channel adds (4.1, 4.4). */
export function partsByChannel(words: Vocabulary): ReadonlyMap<string, Members> {
  const { object, text, numeric, textOrNumber, time, oneOf, list } = words;
  const destination = object({}, { network_code: text });
  const segment = object({ timestamp: time, status: oneOf(...statusesOf('sms')) }, { error_code: textOrNumber });
  return new Map<string, Members>([
    ['sms', { destination, usage: usage(words), sms: object({}, { count_total: numeric, segments: list(segment) }) }],
    ['mms', { destination, usage: usage(words) }],
    ['rcs', { destination }],
    ['whatsapp', whatsapp(words)],
    ['messenger', { usage: usage(words) }],
    ['viber_service', { usage: usage(words) }],
    ['email', {}],
  ]);
}

const CATEGORIES = [
  'authentication',
  'authentication_international',
  'marketing',
  'utility',
  'service',
  'referral_conversion',
  'marketing_lite',
];

function whatsapp(words: Vocabulary): Members {
  const { object, text, oneOf } = words;
  const pricing = object(
    {},
    {
      type: oneOf('regular', 'free_customer_service', 'free_entry_point'),
      pricing_model: oneOf('PMP', 'CBP'),
      category: oneOf(...CATEGORIES),
    },
  );
  // The specification's own example has a type that is not in its list, so any is let through.
  const conversation = object({}, { id: text, origin: object({}, { type: text }) });
  const recipient = object({}, { user_id: text, parent_user_id: text, wa_id: text });
  return {
    usage: usage(words),
    whatsapp: object({}, { pricing, conversation, recipient, waba_id: text }),
    profile: object({}, { name: text, username: text }),
  };
}

/** Section 4.3. Older webhooks write the code in `title` as a number. */
export function error({ object, text, textOrNumber }: Vocabulary): Schema {
  return object({ type: text, title: textOrNumber }, { detail: text, instance: text });
}

/** Section 4.5: sources name and type its members differently. */
export function workflow({ object, text, numeric }: Vocabulary): Schema {
  return object(
    {},
    {
      workflow_id: text,
      id: text,
      items_number: numeric,
      item_number: numeric,
      items_total: numeric,
      total_items: numeric,
    },
  );
}
