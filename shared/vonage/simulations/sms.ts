import type { Given, Simulation } from '../simulation.ts';
import { byContent, byStatus, toSmsTime } from '../simulation.ts';
import { receiptStatuses } from '../statuses/sms.ts';
import type { Payload } from '../understanding.ts';

/** All values are text, in JSON as well (7.1). How they travel is a setting of the account. */
const ENCODINGS = ['get', 'form', 'json'] as const;
/** `accepted` carries a code that means nothing (7.5). */
const USUAL_ERRORS = new Map([
  ['expired', '2'],
  ['failed', '7'],
  ['rejected', '52'],
  ['unknown', '1'],
]);

export const inboundSmsSimulation: Simulation = {
  variants: byContent(['text', 'unicode', 'binary', 'part'], 'sms'),
  encodings: ENCODINGS,
  signing: 'sms',
  payload: ({ content }, given) => ({
    msisdn: given.from,
    to: given.to,
    type: content === 'part' ? 'text' : content,
    'message-timestamp': toSmsTime(given.at),
    ...contentOf(content, given),
  }),
};

function contentOf(content: string | null, { text, id }: Given): Payload {
  switch (content) {
    case 'binary':
      return { data: '0A1B2C3D4E5F', udh: '06050415811581' };
    case 'part':
      return {
        text,
        keyword: keywordOf(text),
        concat: 'true',
        'concat-ref': String(Number.parseInt(id('concat-ref').slice(0, 2), 16)),
        'concat-total': '2',
        'concat-part': '1',
      };
    case 'unicode':
      return { text: `${text} 👋`, keyword: keywordOf(text) };
    default:
      return { text, keyword: keywordOf(text) };
  }
}

/** The first word, in upper case (7.2). */
function keywordOf(text: string): string {
  return text.trim().split(/\s+/)[0]?.toUpperCase() ?? '';
}

export const deliveryReceiptSimulation: Simulation = {
  variants: byStatus(receiptStatuses.keys(), 'sms'),
  encodings: ENCODINGS,
  signing: 'sms',
  payload: ({ status }, { from, to, errorCode, at }) => ({
    msisdn: to,
    to: from,
    status,
    'err-code': errorCode ?? USUAL_ERRORS.get(status ?? '') ?? '0',
    'network-code': '23410',
    price: status === 'rejected' ? '0.00000000' : '0.03330000',
    scts: toSmsTime(at).replaceAll(/\D/g, '').slice(2, 12),
    'message-timestamp': toSmsTime(at),
  }),
};
