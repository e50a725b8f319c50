import type { Details } from '../kind-definition.ts';
import { endpointOf, has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';

/** Everything that belongs at the event URL of an application, or at the `eventUrl` of an NCCO action. */
export const EVENT_PATHS: readonly string[] = ['/webhooks/event'];

const SIP = /^sips?:/i;
const WEBSOCKET = /^wss?:/i;

/** Rule 17 of section 2.2; each voice kind adds its own condition of 2.3. */
export function isVoice(payload: Payload): boolean {
  return (
    has(payload, 'conversation_uuid') ||
    has(payload, 'uuid') ||
    has(payload, 'call_uuid') ||
    has(payload, 'conversation_uuid_from')
  );
}

/** What all voice webhooks share. `human` and `machine` events name their leg `call_uuid` (8.2). */
export function describeVoice(payload: Payload, summary: string): Details {
  const from = endpointOf(payload, 'from') ?? textOf(payload, 'from_user');
  const to = endpointOf(payload, 'to');
  return {
    channel: textOf(payload, 'endpoint_type') ?? guessChannel(payload, from, to),
    messageId: textOf(payload, 'uuid', 'call_uuid', 'conversation_uuid', 'conversation_uuid_from'),
    from,
    to,
    status: textOf(payload, 'status'),
    summary,
    sentAt: timeOf(payload, 'timestamp'),
  };
}

/** Only newer answer webhooks say `endpoint_type`; else the addresses tell. */
function guessChannel(payload: Payload, from: string | null, to: string | null): string {
  if (has(payload, 'from_user')) return 'app';
  if (WEBSOCKET.test(from ?? '') || WEBSOCKET.test(to ?? '')) return 'websocket';
  return SIP.test(from ?? '') || SIP.test(to ?? '') ? 'sip' : 'phone';
}
