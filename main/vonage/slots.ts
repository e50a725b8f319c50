import { RECEIVER_PATHS } from '../../shared/vonage/paths.ts';

/** A place at Vonage that holds one address of a webhook, such as `messages.inbound_url`. */
export interface SlotDefinition {
  readonly name: string;
  /** The capability that it belongs to; `sms` for the addresses of the account. */
  readonly capability: string;
  readonly member: string;
  /** Our path for it. */
  readonly path: string;
  /** Whether it is offered as chosen. */
  readonly usual: boolean;
  /** Whether it can be set where the application has none yet. */
  readonly addable: boolean;
}

/** What a slot holds now. `present` is false where there is no slot, or one without an address: both receive nothing. */
export interface SlotReading {
  readonly name: string;
  /** Null where there is none. */
  readonly address: string | null;
  /** False where the member itself is missing, which restoring then makes missing again. */
  readonly present: boolean;
  /** True where the capability has no `webhooks` at all, which restoring then makes so again. */
  readonly bare?: true | undefined;
  /** GET or POST; null where it is not told. */
  readonly method: string | null;
}

const VIDEO = [
  'archive_status',
  'connection_created',
  'connection_destroyed',
  'session_created',
  'session_destroyed',
  'session_notification',
  'stream_created',
  'stream_destroyed',
  'render_status',
  'captions_status',
  'broadcast_status',
  'sip_call_created',
  'sip_call_updated',
  'sip_call_destroyed',
];
const MEETINGS = ['recording_changed', 'room_changed', 'session_changed'];

/** The addresses of an application that the receiver has a path for. */
export const APPLICATION_SLOTS: readonly SlotDefinition[] = [
  slot('messages', 'inbound_url', '/webhooks/inbound-message', { usual: true, addable: true }),
  slot('messages', 'status_url', '/webhooks/message-status', { usual: true, addable: true }),
  slot('voice', 'answer_url', '/webhooks/answer', { addable: true }),
  slot('voice', 'event_url', '/webhooks/event', { addable: true }),
  slot('voice', 'fallback_answer_url', '/webhooks/fallback', { addable: true }),
  slot('rtc', 'event_url', '/webhooks/rtc', { addable: true }),
  slot('verify', 'status_url', '/webhooks/verify', { addable: true }),
  ...VIDEO.map((member) => slot('video', member, '/webhooks/video', {})),
  ...MEETINGS.map((member) => slot('meetings', member, '/webhooks/meetings', {})),
];

/** The addresses of an account for the SMS API. */
export const ACCOUNT_SLOTS: readonly SlotDefinition[] = [
  slot('sms', 'mo-callback-url', '/webhooks/inbound-sms', { usual: true, addable: true }),
  slot('sms', 'dr-callback-url', '/webhooks/delivery-receipt', { usual: true, addable: true }),
];

export const SLOTS: ReadonlyMap<string, SlotDefinition> = new Map(
  [...APPLICATION_SLOTS, ...ACCOUNT_SLOTS].map((definition) => [definition.name, definition]),
);

function slot(
  capability: string,
  member: string,
  path: string,
  { usual = false, addable = false }: { readonly usual?: boolean; readonly addable?: boolean },
): SlotDefinition {
  if (!RECEIVER_PATHS.has(path)) throw new Error(`the receiver has no path ${path}`);
  return { name: `${capability}.${member}`, capability, member, path, usual, addable };
}
