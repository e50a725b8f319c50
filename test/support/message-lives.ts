import { aSample, type Sample } from './samples.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Half past nine, where the lives of messages begin unless said otherwise. */
export const START = Date.UTC(2025, 0, 15, 9, 30);

/** A status of an outbound message, `second` seconds after half past nine. */
export function aStatus(messageId: string, status: string, second: number, fields: Fields = {}): Sample {
  return aSample({
    path: '/webhooks/message-status',
    body: JSON.stringify({
      message_uuid: messageId,
      from: '447700900000',
      to: '447700900001',
      channel: 'whatsapp',
      timestamp: toTime(second),
      status,
      ...fields,
    }),
  });
}

/** Somebody writes. */
export function anInbound(messageId: string, text: string, second: number, fields: Fields = {}): Sample {
  return aSample({
    body: JSON.stringify({
      message_uuid: messageId,
      from: '447700900001',
      to: '447700900000',
      channel: 'whatsapp',
      timestamp: toTime(second),
      message_type: 'text',
      text,
      ...fields,
    }),
  });
}

/** A part of a long text in three. */
export function aPart(messageId: string, part: number, text: string, second = 0): Sample {
  return aSample({
    path: '/webhooks/inbound-sms',
    body: JSON.stringify({
      msisdn: '447700900001',
      to: '447700900000',
      messageId,
      type: 'text',
      'message-timestamp': toTime(second).slice(0, 19).replace('T', ' '),
      concat: 'true',
      'concat-ref': '7',
      'concat-part': String(part),
      'concat-total': '3',
      text,
    }),
  });
}

const toTime = (second: number): string => new Date(START + second * 1_000).toISOString();
