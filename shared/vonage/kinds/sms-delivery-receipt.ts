import type { KindDefinition } from '../kind-definition.ts';
import { describeOutcome, toPrice } from '../outcome.ts';
import { has, textOf } from '../read.ts';
import { timeOf } from '../timestamp.ts';
import type { Payload } from '../understanding.ts';
import { smsErrorCodes } from '../error-codes/sms.ts';
import { receiptFields, smsFields } from '../fields/sms.ts';
import { receiptLife } from '../lives.ts';
import { isSigned, signatureMembers } from '../schemas/sms.ts';
import { receiptStatuses } from '../statuses/sms.ts';
import { deliveryReceiptSimulation } from '../simulations/sms.ts';

/** Section 7.4. `msisdn` is the recipient here, and `to` is our sender id. */
export const smsDeliveryReceipt: KindDefinition = {
  api: 'sms',
  kind: 'delivery-receipt',
  label: 'SMS receipt',
  view: 'statuses',
  paths: ['/webhooks/delivery-receipt'],
  matches: (payload) =>
    has(payload, 'messageId') &&
    has(payload, 'msisdn') &&
    (has(payload, 'err-code') || has(payload, 'status') || has(payload, 'scts')),
  describe: (payload) => {
    const status = textOf(payload, 'status');
    const code = errorCode(payload, status);
    return {
      channel: 'sms',
      messageId: textOf(payload, 'messageId'),
      from: textOf(payload, 'to'),
      to: textOf(payload, 'msisdn'),
      status,
      errorCode: code,
      summary: describeOutcome(smsErrorCodes, status, { code, words: null }, toPrice(textOf(payload, 'price'), 'EUR')),
      sentAt: timeOf(payload, 'message-timestamp', 'timestamp'),
      account: textOf(payload, 'api-key'),
    };
  },
  fields: [receiptFields, smsFields],
  explainStatus: (status) => receiptStatuses.get(status),
  errorCodes: smsErrorCodes,
  life: receiptLife,
  variantOf: (payload) => (isSigned(payload) ? 'signed' : ''),
  simulation: deliveryReceiptSimulation,
  schema: (words, variant) => {
    const { object, oneOf, codeOf, text, time, numeric } = words;
    return object(
      {
        msisdn: text,
        to: text,
        messageId: text,
        status: oneOf(...receiptStatuses.keys()),
        'err-code': codeOf(smsErrorCodes),
        ...(variant === 'signed' ? signatureMembers(words) : {}),
      },
      {
        'network-code': text,
        price: numeric,
        scts: text,
        'message-timestamp': time,
        'api-key': text,
        'client-ref': text,
      },
    );
  },
};

/** Zero is success, and `accepted` carries a code that means nothing (7.5). */
function errorCode(payload: Payload, status: string | null): string | null {
  const code = textOf(payload, 'err-code');
  return code === null || Number(code) === 0 || status?.toLowerCase() === 'accepted' ? null : code;
}
