/**
 * The order in which Vonage writes the fields of its common webhooks. Who sorts a body loses it, so the doctor tries
 * these; names that are not here keep their places at the end.
 */
export const VONAGE_KEY_ORDERS: readonly (readonly string[])[] = [
  'channel message_uuid to from timestamp profile name context_status message_type text image url caption sms num_messages usage currency price'.split(
    ' ',
  ),
  'to from channel message_uuid timestamp usage price currency message_type text sms num_messages'.split(' '),
  'message_uuid to from timestamp status error type title detail instance usage currency price client_ref channel sms count_total'.split(
    ' ',
  ),
  'message_uuid to from timestamp status channel error type title detail instance usage currency price client_ref'.split(
    ' ',
  ),
  'from to uuid conversation_uuid status direction timestamp'.split(' '),
  'msisdn to messageId text type keyword api-key message-timestamp timestamp nonce sig'.split(' '),
];
