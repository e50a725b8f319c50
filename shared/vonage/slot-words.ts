const WORDS: Readonly<Record<string, string>> = {
  'messages.inbound_url': 'Inbound messages',
  'messages.status_url': 'Message statuses',
  'voice.answer_url': 'Voice answer',
  'voice.event_url': 'Voice events',
  'voice.fallback_answer_url': 'Voice fallback',
  'rtc.event_url': 'Conversation events',
  'verify.status_url': 'Verify events',
  'sms.mo-callback-url': 'Inbound SMS',
  'sms.dr-callback-url': 'SMS delivery receipts',
};

/** What an address at Vonage is for; Vonage's own name of it where there are no better words. */
export function slotWords(name: string): string {
  return WORDS[name] ?? name.replace('.', ': ').replaceAll('_', ' ');
}

/** An address as the page shows it. */
export function addressWords(address: string | null): string {
  return address === null || address === '' ? '(none)' : address;
}
