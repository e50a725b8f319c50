/** The fixed paths of the receiver with the words that Vonage's own pages use for them. */
export const MAIN_ADDRESSES = [
  { label: 'Inbound URL', path: '/webhooks/inbound-message', hint: 'Messages: inbound messages' },
  { label: 'Status URL', path: '/webhooks/message-status', hint: 'Messages: message statuses' },
] as const;

/** Every address, as the menu groups them. */
export const ALL_ADDRESSES = [
  { group: 'Messages', addresses: MAIN_ADDRESSES },
  {
    group: 'SMS API',
    addresses: [
      { label: 'Inbound SMS', path: '/webhooks/inbound-sms' },
      { label: 'Delivery receipts', path: '/webhooks/delivery-receipt' },
    ],
  },
  {
    group: 'Voice',
    addresses: [
      { label: 'Answer URL', path: '/webhooks/answer' },
      { label: 'Event URL', path: '/webhooks/event' },
      { label: 'Fallback URL', path: '/webhooks/fallback' },
    ],
  },
  {
    group: 'Other products',
    addresses: [
      { label: 'Verify', path: '/webhooks/verify' },
      { label: 'Number Insight', path: '/webhooks/insight' },
      { label: 'Conversation (RTC)', path: '/webhooks/rtc' },
      { label: 'Video', path: '/webhooks/video' },
      { label: 'Meetings', path: '/webhooks/meetings' },
      { label: 'Reports', path: '/webhooks/report' },
    ],
  },
] as const;
