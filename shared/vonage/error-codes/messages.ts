import type { ErrorCodes } from '../error-codes.ts';

/** Error codes of the Messages API (4.3). */
export const messagesErrorCodes: ErrorCodes = new Map([
  ['1000', { meaning: 'Too many requests', advice: 'Send more slowly, or ask Vonage for a higher rate.' }],
  ['1010', { meaning: 'A parameter is missing', advice: 'Compare the request with the API reference.' }],
  ['1020', { meaning: 'A parameter is not valid', advice: 'The detail names it; compare it with the API reference.' }],
  ['1021', { meaning: 'Tag not valid', advice: 'Check the tag that the request sets.' }],
  [
    '1022',
    {
      meaning: 'Template or its parameters not valid',
      advice: 'Check the template’s name, language and approval, and that every placeholder has a value.',
    },
  ],
  ['1030', { meaning: 'Internal error at Vonage', advice: 'Send again later; tell support if it stays.' }],
  ['1040', { meaning: 'Message not valid', advice: 'Check the body of the request for its channel and type.' }],
  ['1050', { meaning: 'Number barred', advice: 'Vonage does not send to this number. Ask support why.' }],
  ['1060', { meaning: 'Account barred', advice: 'The account may not send. Ask support why.' }],
  ['1070', { meaning: 'No credit left', advice: 'Top up the account, or check its limit.' }],
  ['1080', { meaning: 'Account not enabled for REST', advice: 'Ask support to enable the account for this API.' }],
  ['1090', { meaning: 'Message too long', advice: 'Shorten the text to the limit of its channel.' }],
  ['1100', { meaning: 'Communication failed', advice: 'The provider could not be reached. Send again later.' }],
  ['1120', { meaning: 'Sender id not allowed', advice: 'Use a number or name that the country and account permit.' }],
  [
    '1130',
    { meaning: 'Time to live not valid', advice: 'Set `ttl` inside the range of the channel, or leave it out.' },
  ],
  ['1140', { meaning: 'Facility not allowed', advice: 'The account lacks this feature. Ask support to enable it.' }],
  ['1150', { meaning: 'Message class not valid', advice: 'Use a class from 0 to 3, or leave it out.' }],
  [
    '1160',
    { meaning: 'Destination not on the allow list', advice: 'A trial account sends only to test numbers: add it.' },
  ],
  [
    '1170',
    {
      meaning: 'Recipient number missing or invalid',
      advice: 'Write `to` in international form: digits only, country code first, no plus sign.',
    },
  ],
  ['1180', { meaning: 'Subscriber absent for now', advice: 'The phone is off or out of reach. Send again later.' }],
  ['1190', { meaning: 'Subscriber gone', advice: 'The number is no longer in use: remove it from your list.' }],
  [
    '1200',
    { meaning: 'Portability problem', advice: 'The number changed its network. Send again later, or ask support.' },
  ],
  ['1210', { meaning: 'Stopped by an anti-spam filter', advice: 'Change the wording, the sender or the rate.' }],
  ['1220', { meaning: 'Handset busy', advice: 'Send again in some minutes.' }],
  ['1230', { meaning: 'Network error', advice: 'The mobile network failed. Send again later.' }],
  ['1240', { meaning: 'Illegal number', advice: 'The user refused your messages, or the number can’t get any.' }],
  ['1241', { meaning: 'Too many messages to this number', advice: 'Wait before you send to this number again.' }],
  ['1250', { meaning: 'Unroutable', advice: 'Vonage has no way to this network. Check the number, or ask support.' }],
  ['1251', { meaning: 'No route to the destination', advice: 'Check the country code; ask support for the country.' }],
  ['1260', { meaning: 'Destination unreachable', advice: 'The network could not reach the phone. Send again later.' }],
  ['1270', { meaning: 'Age restriction', advice: 'The network blocks this content for the subscriber’s age.' }],
  ['1280', { meaning: 'Blocked by the carrier', advice: 'Ask support which rule of the carrier it is.' }],
  [
    '1282',
    { meaning: 'Blocked by the provider', advice: 'Check the provider’s policies, and the state of your sender.' },
  ],
  [
    '1290',
    { meaning: 'Recipient’s prepaid credit too low', advice: 'Nothing to fix at your side; try another channel.' },
  ],
  [
    '1300',
    { meaning: 'Not a user of the provider', advice: 'The number has no account there: fall back to another channel.' },
  ],
  ['1310', { meaning: 'Device not suitable', advice: 'The phone can’t show this: fall back to SMS.' }],
  ['1320', { meaning: 'Message already sent', advice: 'The same message came twice; check your retry logic.' }],
  ['1330', { meaning: 'Unknown error of the carrier', advice: 'Send again later; tell support if it stays.' }],
  ['1331', { meaning: 'Provider failed', advice: 'The channel’s provider has trouble. Send again later.' }],
  [
    '1340',
    {
      meaning: 'Outside the response window',
      advice: 'The user has not written lately: send an approved template, or wait for a message.',
    },
  ],
  [
    '1350',
    { meaning: 'Facebook phone matching not paid', advice: 'Pay for phone matching, or use the Messenger user id.' },
  ],
  ['1360', { meaning: 'Time to live over before delivery', advice: 'Set a longer `ttl`, or send again.' }],
  ['1370', { meaning: 'Page access token expired', advice: 'Link the Facebook page to Vonage again.' }],
  ['1380', { meaning: 'Media URL not reachable', advice: 'Open the URL without login: it must answer 200 quickly.' }],
  ['1381', { meaning: 'Media too large', advice: 'Make the file smaller than the limit of the channel.' }],
  [
    '1382',
    { meaning: 'Media type not allowed', advice: 'Convert the file, and check the content type that its URL sends.' },
  ],
  ['1400', { meaning: 'Channel not supported', advice: 'Check `channel`, and that the account has that channel.' }],
  [
    '1410',
    { meaning: 'Channel parameters not valid', advice: 'Check the part of the request named like the channel.' },
  ],
  [
    '1420',
    { meaning: 'Sender not valid', advice: 'Check `from`: it must be linked to your account for this channel.' },
  ],
  ['1430', { meaning: 'Recipient not valid', advice: 'Check `to`: each channel has its own form of address.' }],
  ['1440', { meaning: 'Message type not supported', advice: 'This channel can’t carry that type: use another one.' }],
  ['1450', { meaning: 'Client reference not valid', advice: 'Shorten `client_ref`, and keep it plain text.' }],
  [
    '1451',
    { meaning: 'Context message not found', advice: 'The message that you answer is unknown or too old; drop it.' },
  ],
  ['1460', { meaning: 'Daily limit reached (10DLC)', advice: 'Wait until tomorrow, or raise your campaign’s limit.' }],
  ['1461', { meaning: 'Limited by the provider', advice: 'Send more slowly; the provider has its own quota.' }],
  [
    '1470',
    {
      meaning: 'Fraud rule: prefix blocked',
      advice: 'Allow the country prefix in the fraud settings, if you trust it.',
    },
  ],
  [
    '1472',
    { meaning: 'Fraud rule: burst of SMS', advice: 'Check who causes the traffic; slow down or raise the limit.' },
  ],
  [
    '1473',
    { meaning: 'Fraud rule: artificial traffic', advice: 'Check for bots at your sign-up form; ask support if wrong.' },
  ],
  ['1480', { meaning: 'Entity filter', advice: 'Register your business with the country’s operators (India: DLT).' }],
  ['1481', { meaning: 'Header filter', advice: 'Register the sender name with the country’s operators.' }],
  ['1482', { meaning: 'Content filter', advice: 'The text must match a template that you have registered.' }],
  ['1483', { meaning: 'Consent filter', advice: 'The user has not agreed to such messages; record the consent.' }],
  ['1484', { meaning: 'Regulation error', advice: 'A rule of the country was broken; ask support which one.' }],
]);
