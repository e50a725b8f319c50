import { callStatuses } from '../statuses/voice.ts';
import type { Members, Schema, Vocabulary } from '../vocabulary.ts';

/** The reasons that some ends of a call come with (8.2). */
const DETAILS = new Map([
  ['unanswered', ['unavailable', 'timeout', 'carrier_timeout']],
  ['rejected', ['invalid_number', 'restricted', 'declined']],
  ['failed', ['cannot_route', 'number_out_of_service', 'internal_error']],
]);
const ENDS = new Set(['busy', 'cancelled', 'unanswered', 'timeout', 'rejected', 'failed', 'completed']);

/** A call event by its status (8.2). Of a status that is not documented, nobody knows what else belongs to it. */
export function callSchema(words: Vocabulary, status: string): Schema {
  const { object, open, oneOf, text, time } = words;
  const isDetected = status === 'human' || status === 'machine';
  return (status === '' ? open : object)(
    {
      conversation_uuid: text,
      status: oneOf(...callStatuses.keys()),
      timestamp: time,
      // Machine detection names its leg in another way, and leaves the direction out.
      ...(isDetected ? { call_uuid: text } : { uuid: text }),
      ...(isDetected || status === 'disconnected' ? {} : { direction: oneOf('inbound', 'outbound') }),
    },
    { from: text, from_user: text, to: text, headers: open({}), ...extras(words, status) },
  );
}

function extras({ text, time, numeric, oneOf }: Vocabulary, status: string): Members {
  const details = DETAILS.get(status);
  const end: Members = ENDS.has(status) ? { sip_code: numeric } : {};
  switch (status) {
    case 'answered':
      return { start_time: time, rate: numeric, network: text };
    case 'human':
    case 'machine':
      return { sub_state: oneOf('beep_start', 'beep_timeout') };
    case 'disconnected':
      return { direction: oneOf('inbound', 'outbound') };
    case 'completed':
      return {
        ...end,
        start_time: time,
        end_time: time,
        duration: numeric,
        rate: numeric,
        price: numeric,
        network: text,
        disconnected_by: oneOf('platform', 'user'),
      };
    default:
      return details === undefined ? end : { ...end, detail: oneOf(...details) };
  }
}
