import type { Fields } from '../fields.ts';

/** Section 9.4. */
export const reportFields: Fields = {
  request_id: 'The id of the report.',
  request_status: 'What became of the report.',
  product: 'The product that the report is about.',
  account_id: 'The account that the report is about.',
  date_start: 'The beginning of the time that it covers.',
  date_end: 'The end of the time that it covers.',
  include_subaccounts: 'Whether subaccounts are in it.',
  callback_url: 'The URL that this webhook was sent to.',
  receive_time: 'When the report was asked for.',
  start_time: 'When Vonage began to make it.',
  items_count: 'How many rows it has.',
  _links: 'Where the report is found.',
  '_links.self': 'The report’s state at Vonage.',
  '_links.self.href': 'The address of the report’s state.',
  '_links.download_report': 'The report’s file.',
  '_links.download_report.href': 'Where the file can be downloaded, with the account’s credentials.',
};
