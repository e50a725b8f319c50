/** A whole life as a scenario: ready to run, and to start one's own from. */
export interface LifeTemplate {
  readonly name: string;
  readonly label: string;
  /** The channels that it can be told of; empty where it has only one. */
  readonly channels: readonly string[];
  readonly write: (channel: string) => string;
}

const ALL = ['sms', 'mms', 'rcs', 'whatsapp', 'messenger', 'viber_service'];
const TELLS_READ = new Set(['whatsapp', 'rcs', 'messenger', 'viber_service']);

export const LIVES: readonly LifeTemplate[] = [
  {
    name: 'delivered',
    label: 'Delivered, and read where the channel tells',
    channels: ALL,
    write: (channel) =>
      lines(
        'name: Delivered',
        'steps:',
        status(channel, 'submitted'),
        '  - wait: 1s',
        status(channel, 'delivered'),
        ...(TELLS_READ.has(channel) ? ['  - wait: 2s', status(channel, 'read')] : []),
      ),
  },
  {
    name: 'rejected',
    label: 'Rejected',
    channels: ALL,
    write: (channel) => lines('name: Rejected', 'steps:', status(channel, 'rejected')),
  },
  {
    name: 'undeliverable',
    label: 'Undeliverable, with its error',
    channels: ALL,
    write: (channel) =>
      lines(
        'name: Undeliverable',
        'steps:',
        status(channel, 'submitted'),
        '  - wait: 1s',
        `${status(channel, 'undeliverable')}\n    error: 1320`,
      ),
  },
  {
    name: 'reply',
    label: 'Delivered, then a reply comes in',
    channels: ['whatsapp', 'sms', 'rcs', 'messenger', 'viber_service'],
    write: (channel) =>
      lines(
        'name: A reply',
        'steps:',
        status(channel, 'submitted'),
        '  - wait: 1s',
        status(channel, 'delivered'),
        '  - wait: 2s',
        '  - send: messages-v1/inbound-message',
        `    channel: ${channel}`,
        '    type: text',
        '    message: reply',
        '    text: Thank you!',
        ...(channel === 'whatsapp' ? [CONTEXT] : []),
      ),
  },
  {
    name: 'sms-parts',
    label: 'A long SMS in three parts',
    channels: [],
    write: () =>
      lines(
        'name: A long SMS',
        'steps:',
        ...['This is the first part, ', 'this the second, ', 'and this the last.'].map((text, index) =>
          part(text, index + 1, 3),
        ),
      ),
  },
  {
    name: 'sms-receipt',
    label: 'An SMS with its delivery receipts',
    channels: [],
    write: () =>
      lines(
        'name: Receipts',
        'steps:',
        '  - send: sms/delivery-receipt',
        '    status: accepted',
        '  - wait: 2s',
        '  - send: sms/delivery-receipt',
        '    status: delivered',
      ),
  },
  {
    name: 'call',
    label: 'A call that is answered',
    channels: [],
    write: () =>
      lines(
        'name: A call',
        'steps:',
        ...['started', 'ringing', 'answered', 'completed'].flatMap((state, index) => [
          ...(index === 0 ? [] : ['  - wait: 1s']),
          '  - send: voice/call-event',
          `    status: ${state}`,
        ]),
      ),
  },
  {
    name: 'verify',
    label: 'A verification that falls back to SMS',
    channels: [],
    write: () =>
      lines(
        'name: A verification',
        'steps:',
        verify('whatsapp', 'expired'),
        '  - wait: 2s',
        verify('sms', 'completed'),
        '  - send: verify-v2/verify-summary',
        '    status: completed',
      ),
  },
];

/** What the reply says it answers. */
const CONTEXT = `    fields:
      context_status: available
      context: { message_uuid: "{{id message}}", message_from: "447700900000" }`;

function status(channel: string, state: string): string {
  return lines('  - send: messages-v1/message-status', `    channel: ${channel}`, `    status: ${state}`);
}

function verify(channel: string, state: string): string {
  return lines('  - send: verify-v2/verify-event', `    channel: ${channel}`, `    status: ${state}`);
}

function part(text: string, number: number, total: number): string {
  return lines(
    '  - send: sms/inbound-sms',
    '    type: part',
    `    message: part-${number}`,
    `    text: "${text}"`,
    `    fields: { concat-ref: "{{number text}}", concat-total: "${total}", concat-part: "${number}" }`,
  );
}

function lines(...all: readonly string[]): string {
  return all.join('\n');
}
