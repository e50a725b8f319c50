import type { ErrorCodes } from '../error-codes.ts';

/** `err-code` of a delivery receipt (7.5). */
export const smsErrorCodes: ErrorCodes = new Map([
  ['0', { meaning: 'Delivered', advice: 'Nothing to do.' }],
  ['1', { meaning: 'Unknown reason', advice: 'The carrier gave none. Send again; ask support if it stays.' }],
  ['2', { meaning: 'Subscriber absent for now', advice: 'The phone is off or out of reach. Send again later.' }],
  ['3', { meaning: 'Subscriber gone', advice: 'The number is no longer in use: remove it from your list.' }],
  ['4', { meaning: 'Barred by the user', advice: 'The user blocks your messages: do not send again.' }],
  ['5', { meaning: 'Portability problem', advice: 'The number changed its network. Send again later.' }],
  ['6', { meaning: 'Stopped by an anti-spam filter', advice: 'Change the wording, the sender or the rate.' }],
  ['7', { meaning: 'Handset busy', advice: 'Send again in some minutes.' }],
  ['8', { meaning: 'Network error', advice: 'The mobile network failed. Send again later.' }],
  ['9', { meaning: 'Illegal number: user opted out', advice: 'Do not send to this number again until it opts in.' }],
  ['10', { meaning: 'Illegal message', advice: 'The carrier refuses this content or form: change the text.' }],
  ['11', { meaning: 'Unroutable', advice: 'Vonage has no way to this network. Check the number, or ask support.' }],
  ['12', { meaning: 'Destination unreachable', advice: 'The network could not reach the phone. Send again later.' }],
  ['13', { meaning: 'Age restriction', advice: 'The network blocks this content for the subscriber’s age.' }],
  ['14', { meaning: 'Number blocked by the carrier', advice: 'Ask support which rule of the carrier it is.' }],
  ['15', { meaning: 'Recipient’s prepaid credit too low', advice: 'Nothing to fix at your side; try again later.' }],
  ['50', { meaning: 'Entity filter', advice: 'Register your business with the country’s operators (India: DLT).' }],
  ['51', { meaning: 'Header filter', advice: 'Register the sender name with the country’s operators.' }],
  ['52', { meaning: 'Content filter', advice: 'The text must match a template that you have registered.' }],
  ['53', { meaning: 'Consent filter', advice: 'The user has not agreed to such messages; record the consent.' }],
  ['54', { meaning: 'Regulation error', advice: 'A rule of the country was broken; ask support which one.' }],
  ['99', { meaning: 'General error of the route', advice: 'Send again later; tell support if it stays.' }],
]);
