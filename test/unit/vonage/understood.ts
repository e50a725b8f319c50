import { understand } from '../../../shared/vonage/understand.ts';
import type { Payload, Understanding } from '../../../shared/vonage/understanding.ts';
import type { Fixture } from '../../support/fixtures.ts';

export function understood(payload: Payload): Understanding {
  return understand({ type: 'parameters', payload });
}

/** As a GET or a form would bring it: every value is text. */
export function understoodQuery(query: string): Understanding {
  return understood(Object.fromEntries(new URLSearchParams(query)));
}

/** The parameters of a sample; null where it has none. */
export function payloadOf({ body, query }: Fixture): Payload | null {
  return query ?? (typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : body);
}
