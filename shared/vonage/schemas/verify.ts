/** The ways that a verification can take (9.2). */
export const VERIFY_CHANNELS: readonly string[] = [
  'sms',
  'whatsapp',
  'whatsapp_interactive',
  'voice',
  'email',
  'rcs',
  'silent_auth',
];
