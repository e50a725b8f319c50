import type { Fields } from '../fields.ts';

/** Section 9.2. */
export const verifyFields: Fields = {
  request_id: 'The id of the verification. All its webhooks carry it.',
  type: '`event` for one step, `summary` for the end.',
  channel: 'The way that this step took.',
  status: 'What this step came to.',
  triggered_at: 'When this step began, in UTC.',
  finalized_at: 'When this step ended, in UTC.',
  client_ref: 'Your own reference, as the request gave it.',
  action: 'What has to be done before the step can go on.',
  'action.type': 'What kind of action: `check`.',
  'action.check_url': 'The address that the device has to open over its mobile data.',
};

export const verifySummaryFields: Fields = {
  status: 'What the verification came to.',
  submitted_at: 'When the verification was asked for, in UTC.',
  channel_timeout: 'How many seconds each channel had.',
  workflow: 'The channels in the order in which they were to be tried.',
  'workflow.channel': 'The channel.',
  'workflow.initiated_at': 'When this channel was tried; missing where it was not.',
  'workflow.status': 'What this channel came to; `unused` where it was not needed.',
  price: 'What the verification costs. No currency is named.',
};
