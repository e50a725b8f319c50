import type { CheckName } from './contract/setup.ts';

/** What each check of the doctor is about. */
export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  receiver: 'Receiver',
  storing: 'Storing',
  tunnel: 'Public address',
  usage: 'Requests at ngrok',
  account: 'Account',
  application: 'Application',
  addresses: 'Addresses at Vonage',
  method: 'HTTP method',
  sms: 'SMS addresses',
  signed: 'Signed webhooks',
  secret: 'Signature secret',
  last: 'Last webhook',
  source: 'Where it came from',
};
