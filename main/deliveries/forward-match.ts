import type { Target } from '../../shared/contract/deliveries.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import { understand } from '../../shared/vonage/understand.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import { decodePayload } from '../domain/decode-payload.ts';

/** What decides where a webhook goes, and after which others. */
export interface Subject {
  readonly kind: string;
  readonly channel: string | null;
  /** Webhooks with the same one keep their order; null where it is of no message. */
  readonly messageKey: string | null;
}

export function subjectOf(webhook: Encoded): Subject {
  const { api, kind, channel, messageId } = understand(decodePayload(webhook).parameters);
  return { kind, channel, messageKey: messageId === null ? null : toMessageKey(api, messageId) };
}

/** A target with a list of channels gets nothing that has no channel. */
export function matcherOf({ kinds, channels }: Pick<Target, 'kinds' | 'channels'>): (subject: Subject) => boolean {
  return ({ kind, channel }) =>
    (kinds.length === 0 || kinds.includes(kind)) &&
    (channels.length === 0 || (channel !== null && channels.includes(channel)));
}
