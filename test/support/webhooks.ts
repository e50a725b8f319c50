import type { Arrival } from '../../main/capture/capture-log.ts';
import { anArrival } from './arrivals.ts';

/** One request of each built-in view. */
export const inbound = (fields: Readonly<Record<string, unknown>> = {}): Arrival =>
  anArrival({
    target: '/webhooks/inbound-message',
    body: JSON.stringify({
      channel: 'whatsapp',
      message_uuid: 'aaaaaaaa-0000-4000-8000-000000000001',
      to: '447700900000',
      from: '447700900001',
      timestamp: '2025-01-15T09:30:00Z',
      context_status: 'none',
      message_type: 'text',
      text: 'hello',
      ...fields,
    }),
  });

export const status = (fields: Readonly<Record<string, unknown>> = {}): Arrival =>
  anArrival({
    target: '/webhooks/message-status',
    body: JSON.stringify({
      channel: 'sms',
      message_uuid: 'aaaaaaaa-0000-4000-8000-000000000002',
      to: '447700900001',
      from: '447700900000',
      timestamp: '2025-01-15T09:30:00Z',
      status: 'delivered',
      ...fields,
    }),
  });

export const other = (fields: Readonly<Record<string, unknown>> = {}): Arrival =>
  anArrival({ target: '/mine', body: JSON.stringify({ nothing: 'known', ...fields }) });
