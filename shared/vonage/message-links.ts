import { has, numberOf, objectOf, textOf, toText } from './read.ts';
import type { Payload } from './understanding.ts';

/** The place of one SMS in a long text (7.3). */
export interface ConcatPart {
  /** The same in all parts of one text, and used again for later ones. */
  readonly ref: string;
  /** From 1. */
  readonly part: number;
  readonly total: number;
}

/** What a webhook says about other webhooks, and what the message cost. Beside `Understanding`, for timelines. */
export interface MessageLinks {
  /** Seen from the developer's own side; null where neither the kind nor the payload tells. */
  readonly direction: 'inbound' | 'outbound' | null;
  readonly price: string | null;
  readonly currency: string | null;
  /** Joins the attempts of a failover (4.5, 5.4) or the legs of a call (8.2). */
  readonly groupId: string | null;
  /** Which attempt of the failover, from 1. */
  readonly attempt: number | null;
  readonly attempts: number | null;
  /** The message that this one answers, where the channel tells (3.8). */
  readonly contextId: string | null;
  readonly concat: ConcatPart | null;
}

export const NO_LINKS: MessageLinks = {
  direction: null,
  price: null,
  currency: null,
  groupId: null,
  attempt: null,
  attempts: null,
  contextId: null,
  concat: null,
};

/** A reference has one byte or two, and a part its number in one byte (7.3): whatever is larger is no part. */
const MOST_PARTS = 255;
/** `05 00 03 RR TT PP` and, with a reference of two bytes, `06 08 04 RRRR TT PP`. */
const LONG_MESSAGE_HEADER = /^(?:050003([\da-f]{2})|060804([\da-f]{4}))([\da-f]{2})([\da-f]{2})/i;

/** Reads the links of a webhook that is known to be of this kind. Never throws, whatever the payload holds. */
export function readLinks(api: string, kind: string, payload: Payload): MessageLinks {
  switch (kind) {
    case 'inbound-message':
      return { ...NO_LINKS, ...usageOf(payload), direction: 'inbound', contextId: contextOf(payload) };
    case 'message-status':
      return { ...NO_LINKS, ...usageOf(payload), ...attemptOf(payload), direction: 'outbound' };
    case 'final-report':
      return { ...NO_LINKS, ...usageOf(payload), groupId: textOf(payload, 'dispatch_uuid'), direction: 'outbound' };
    case 'inbound-sms':
      return { ...NO_LINKS, direction: 'inbound', concat: concatOf(payload) };
    case 'delivery-receipt':
      return { ...NO_LINKS, ...priced(textOf(payload, 'price'), 'EUR'), direction: 'outbound' };
    case 'verify-event':
    case 'verify-summary':
      return { ...NO_LINKS, ...priced(textOf(payload, 'price'), null), direction: 'outbound' };
    default:
      return api === 'voice' ? linksOfCall(payload) : NO_LINKS;
  }
}

/** The whole text of one SMS, to be joined with those of the other parts; its summary is cut and numbered. */
export function partText(payload: Payload): string {
  const text = toText(payload['text']);
  return text !== null && text !== '' ? text : (textOf(payload, 'data') ?? '');
}

/** Leg ids come with and without dashes and in both cases (2.4); every other id is compared as it is. */
export function toMessageKey(api: string, messageId: string): string {
  return api === 'voice' ? messageId.replaceAll('-', '').toLowerCase() : messageId;
}

function usageOf(payload: Payload): Pick<MessageLinks, 'price' | 'currency'> {
  const usage = objectOf(payload, 'usage');
  return usage === null ? priced(null, null) : priced(textOf(usage, 'price'), textOf(usage, 'currency'));
}

function priced(price: string | null, currency: string | null): Pick<MessageLinks, 'price' | 'currency'> {
  return price === null ? { price: null, currency: null } : { price, currency };
}

function contextOf(payload: Payload): string | null {
  return textOf(objectOf(payload, 'context') ?? {}, 'message_uuid');
}

/** Sources name the members of a workflow differently; Dispatch has it among its links. */
function attemptOf(payload: Payload): Pick<MessageLinks, 'groupId' | 'attempt' | 'attempts'> {
  const workflow = objectOf(payload, 'workflow');
  if (workflow === null) {
    const link = objectOf(objectOf(payload, '_links') ?? {}, 'workflow');
    return { groupId: link === null ? null : textOf(link, 'dispatch_uuid'), attempt: null, attempts: null };
  }
  return {
    groupId: textOf(workflow, 'workflow_id', 'id'),
    attempt: wholeOf(workflow, 'items_number') ?? wholeOf(workflow, 'item_number'),
    attempts: wholeOf(workflow, 'items_total') ?? wholeOf(workflow, 'total_items'),
  };
}

function linksOfCall(payload: Payload): MessageLinks {
  const direction = textOf(payload, 'direction');
  return {
    ...NO_LINKS,
    ...priced(textOf(payload, 'price'), 'EUR'),
    direction: direction === 'inbound' || direction === 'outbound' ? direction : null,
    groupId: textOf(payload, 'conversation_uuid', 'conversation_uuid_from'),
  };
}

function concatOf(payload: Payload): ConcatPart | null {
  if (!has(payload, 'concat-ref')) return concatOfHeader(textOf(payload, 'udh') ?? '');
  return toPart(textOf(payload, 'concat-ref'), wholeOf(payload, 'concat-part'), wholeOf(payload, 'concat-total'));
}

function concatOfHeader(udh: string): ConcatPart | null {
  const [, short, long, total = '', part = ''] = LONG_MESSAGE_HEADER.exec(udh) ?? [];
  const ref = short ?? long;
  return ref === undefined
    ? null
    : toPart(String(Number.parseInt(ref, 16)), Number.parseInt(part, 16), Number.parseInt(total, 16));
}

function toPart(ref: string | null, part: number | null, total: number | null): ConcatPart | null {
  if (ref === null || part === null || total === null) return null;
  return part >= 1 && part <= total && total <= MOST_PARTS ? { ref, part, total } : null;
}

function wholeOf(payload: Payload, name: string): number | null {
  const number = numberOf(payload, name);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
