import type { Fields } from '../fields.ts';

/** Section 7.2. */
export const smsFields: Fields = {
  msisdn: 'The sender’s number.',
  to: 'Your virtual number or short code that was written to.',
  messageId: 'Vonage’s id of this SMS. Each part of a long text has its own.',
  type: '`text`, `unicode` for what needs more than the GSM alphabet, or `binary`.',
  text: 'The text. It may be empty.',
  keyword: 'The first word of the text, in capitals.',
  'message-timestamp': 'When Vonage began to push this webhook, in UTC. Not when the phone sent the SMS.',
  'api-key': 'The account that the webhook belongs to.',
  concat: '`true` where this is one part of a long text.',
  'concat-ref': 'The number that all parts of one text share. It comes round again for later texts.',
  'concat-total': 'How many parts the text has.',
  'concat-part': 'Which part this is, from 1. Parts may arrive in any order.',
  data: 'The content of a binary SMS, in hex.',
  udh: 'The user data header of a binary SMS, in hex.',
  timestamp: 'When the webhook was signed, in seconds since 1970.',
  nonce: 'A random text that makes the signature unique.',
  sig: 'The signature over all other parameters.',
};

/** Section 7.4. `msisdn` and `to` are the other way round than in an inbound SMS. */
export const receiptFields: Fields = {
  msisdn: 'The recipient’s number. In an inbound SMS the same name is the sender.',
  to: 'Your sender: the number or name that the SMS came from.',
  messageId: 'The id that the send request was answered with. Each part of a long text has its own.',
  status: 'What became of the SMS so far.',
  'err-code': 'Why it failed; 0 where it did not.',
  'network-code': 'The recipient’s mobile network: country code (MCC) and network code (MNC).',
  price: 'What this SMS part costs, in euros.',
  scts: 'When the carrier reported, as YYMMDDHHMM. Its time zone is uncertain: do not compute with it.',
  'client-ref': 'Your own reference, as the send request gave it.',
};
