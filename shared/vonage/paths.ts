import { KINDS } from './kinds.ts';

/** The fixed paths of the receiver, each with the kind that a person sets it up for. */
export const RECEIVER_PATHS: ReadonlyMap<string, string> = new Map([
  ['/webhooks/inbound-message', 'inbound-message'],
  ['/webhooks/message-status', 'message-status'],
  ['/webhooks/inbound-sms', 'inbound-sms'],
  ['/webhooks/delivery-receipt', 'delivery-receipt'],
  ['/webhooks/answer', 'answer'],
  ['/webhooks/event', 'call-event'],
  ['/webhooks/fallback', 'fallback'],
  ['/webhooks/insight', 'insight-advanced-async'],
  ['/webhooks/verify', 'verify-event'],
  ['/webhooks/rtc', 'rtc-event'],
  ['/webhooks/video', 'session-monitoring'],
  ['/webhooks/meetings', 'meetings-event'],
  ['/webhooks/report', 'report-finished'],
]);

/** Kinds of the same name, such as the `message-status` of three APIs, belong on the same paths. */
const pathsByKind = new Map(KINDS.filter((kind) => kind.paths.length > 0).map((kind) => [kind.kind, kind.paths]));

/**
 * The kind that a fixed path is meant for, where a known webhook of another kind arrived on it; else null.
 *
 * A path of the person's own, an unknown payload and a URL check are never misrouted.
 */
export function misroutedTo(target: string, kind: string): string | null {
  const path = toPath(target);
  const meantFor = RECEIVER_PATHS.get(path);
  const paths = pathsByKind.get(kind);
  return meantFor === undefined || paths === undefined || paths.includes(path) ? null : meantFor;
}

function toPath(target: string): string {
  const end = target.indexOf('?');
  const path = end === -1 ? target : target.slice(0, end);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
