import { aPart, anInbound, aStatus, START } from '../message-lives.ts';
import type { Sample } from '../samples.ts';

const CHANNELS = ['whatsapp', 'sms', 'messenger', 'rcs', 'viber_service'];
const TEXTS = [
  'Is my order on its way?',
  'Thanks, that works for me.',
  'STOP',
  'Can you call me back after five please? 🙏',
];
const FAILED = { error: { type: 'https://x/#1340', title: '1340', detail: 'Sent outside allowed window' } };

/** Messages as a busy day leaves them: whole lives, replies, and everything that can go wrong on the way. */
export function messageLives(): Sample[] {
  const now = (Date.now() - START) / 1_000 - 90;
  return [
    ...Array.from({ length: 40 }, (_, index) => aLife(index, now - (40 - index) * 20)).flat(),
    aPart('part-1', 1, 'This is the beginning of a long text in three parts, ', now),
    aPart('part-3', 3, 'and this is its end.', now + 1),
  ];
}

function aLife(index: number, start: number): Sample[] {
  const id = `${(index * 7_919 + 65_536).toString(16).padStart(8, 'a')}-0000-4000-8000-0000000000${10 + index}`;
  const fields = { channel: CHANNELS[index % CHANNELS.length], to: `44770090${1_000 + index * 37}` };
  const told = (status: string, second: number, more: object = {}): Sample =>
    aStatus(id, status, start + second, { ...fields, ...more });
  const submitted = told('submitted', 0);
  const delivered = told('delivered', 3.2 + index / 7);
  switch (index % 8) {
    case 0:
      return [anInbound(id, TEXTS[(index / 8) % TEXTS.length] ?? '', start, { channel: fields.channel })];
    case 1:
      return [submitted, told('rejected', 2, FAILED)];
    case 2:
      return [delivered, submitted, told('read', 41)];
    case 3:
      return [submitted, delivered, delivered, delivered];
    case 4:
      return [told('read', 60)];
    case 5:
      return [
        submitted,
        told('undeliverable', 7, { ...FAILED, usage: { currency: 'EUR', price: '0.0333' } }),
        delivered,
      ];
    case 6:
      return [submitted];
    default:
      return [submitted, delivered, told('read', 75)];
  }
}
