import type { Given, Simulation, Variant } from '../simulation.ts';
import { byContent, byStatus, ONLY_VARIANT, toIso } from '../simulation.ts';
import { callStatuses, paymentStatuses, transcriptionStatuses } from '../statuses/voice.ts';
import type { Payload } from '../understanding.ts';

const CALL_S = 72;
/** Machine detection and a WebSocket's end tell no direction (8.2). */
const WITHOUT_DIRECTION = new Set(['human', 'machine', 'disconnected']);
/** The reason that an end comes with (8.2). */
const DETAILS = new Map([
  ['unanswered', 'timeout'],
  ['rejected', 'declined'],
  ['failed', 'cannot_route'],
]);

export const answerSimulation: Simulation = {
  variants: ['phone', 'sip', 'app', 'websocket', 'vbc'].map((channel) => ({ ...ONLY_VARIANT, channel })),
  encodings: ['get', 'json'],
  payload: ({ channel }, { from, to }) => ({
    ...(channel === 'app' ? { from_user: 'simulated-user' } : { from: channel === 'sip' ? toSip(from) : from }),
    to: channel === 'websocket' ? 'wss://example.com/socket' : to,
    endpoint_type: channel,
    region_url: 'https://api-eu-3.vonage.com',
  }),
};

export const callEventSimulation: Simulation = {
  variants: byStatus(callStatuses.keys(), 'phone').map((variant) =>
    variant.status === 'disconnected' ? { ...variant, channel: 'websocket' } : variant,
  ),
  encodings: ['json', 'get'],
  payload: (variant, given) => ({
    from: given.from,
    to: variant.channel === 'websocket' ? 'wss://example.com/socket' : given.to,
    status: variant.status,
    ...(WITHOUT_DIRECTION.has(variant.status ?? '') ? {} : { direction: 'outbound' }),
    ...stateOf(variant, given),
  }),
};

function stateOf({ status }: Variant, { at }: Given): Payload {
  const detail = DETAILS.get(status ?? '');
  if (detail !== undefined) return { detail };
  if (status === 'answered') return { start_time: toIso(at), rate: '0.00720000', network: '23410' };
  if (status !== 'completed') return {};
  return {
    start_time: toIso(at - CALL_S * 1_000),
    end_time: toIso(at),
    duration: String(CALL_S),
    rate: '0.00720000',
    price: '0.00864000',
    network: '23410',
    disconnected_by: 'user',
  };
}

export const fallbackSimulation: Simulation = {
  variants: byContent(['answer', 'event'], 'phone'),
  payload: ({ content }, { from, to, id }) => ({
    reason: 'Connection closed.',
    original_request: { url: `https://example.com/webhooks/${content}`, type: content },
    from,
    to,
    uuid: id('uuid'),
    conversation_uuid: id('conversation_uuid'),
  }),
};

export const inputSimulation: Simulation = {
  variants: byContent(['dtmf', 'speech'], 'phone'),
  payload: ({ content }, { from, to, text }) => ({
    from,
    to,
    dtmf: { digits: content === 'dtmf' ? '1234' : null, timed_out: false },
    speech:
      content === 'dtmf'
        ? { results: [] }
        : { timeout_reason: 'end_on_silence_timeout', results: [{ text, confidence: '0.94' }] },
  }),
};

export const notifySimulation: Simulation = {
  variants: [{ ...ONLY_VARIANT, channel: 'phone' }],
  payload: () => ({ payload: { order: '7781', step: 2 } }),
};

export const paymentSimulation: Simulation = {
  variants: byStatus(paymentStatuses.keys(), 'phone'),
  payload: ({ status }, { from, to }) => ({ status, from, to }),
};

export const transcriptionSimulation: Simulation = {
  variants: byStatus(transcriptionStatuses.keys(), 'phone'),
  payload: ({ status }) => ({ status }),
};

function toSip(from: string): string {
  return from.startsWith('sip:') ? from : `sip:${from}@example.com`;
}
