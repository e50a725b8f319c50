import { randomUUID } from 'node:crypto';

import type { KindDefinition } from '../../shared/vonage/kind-definition.ts';
import type { Given } from '../../shared/vonage/simulation.ts';

/** From the range that the British regulator keeps for fiction. */
export const OWN_NUMBER = '447700900000';
export const CUSTOMER = '447700900001';
const USUAL_TEXT = 'Hello! Is my order on its way?';

/** What is not given is the usual; of a status we are the sender, of everything else the customer is. */
export function makeGiven({ view }: Pick<KindDefinition, 'view'>, given: Partial<Given> = {}): Given {
  const [from, to] = view === 'statuses' ? [OWN_NUMBER, CUSTOMER] : [CUSTOMER, OWN_NUMBER];
  return { from, to, text: USUAL_TEXT, errorCode: null, at: Date.now(), id: makeIds(), ...given };
}

/** Made up ids, in the forms that Vonage writes them; the same one for the same field. */
export function makeIds(): (field: string) => string {
  const ids = new Map<string, string>();
  return (field) => {
    const id = ids.get(field) ?? toForm(field, randomUUID());
    ids.set(field, id);
    return id;
  };
}

function toForm(field: string, uuid: string): string {
  if (field.startsWith('conversation_uuid')) return `CON-${uuid}`;
  // 16 hex digits (vonage-webhooks, 7.2).
  if (field === 'messageId') return `0A${uuid.replaceAll('-', '').slice(0, 14).toUpperCase()}`;
  return uuid;
}
