export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet';

const TONES: Readonly<Record<string, Tone>> = {
  delivered: 'good',
  read: 'good',
  completed: 'good',
  success: 'good',
  answered: 'good',
  rejected: 'bad',
  undeliverable: 'bad',
  failed: 'bad',
  failure: 'bad',
  error: 'bad',
  expired: 'bad',
  unanswered: 'warn',
  timeout: 'warn',
  busy: 'warn',
  cancelled: 'warn',
  user_rejected: 'warn',
  unknown: 'warn',
  submitted: 'info',
  accepted: 'info',
  buffered: 'info',
  started: 'info',
  ringing: 'info',
};

/** How a status is meant: for a colour and a shape beside its word. One that we do not know is quiet. */
export function toneOf(status: string): Tone {
  return TONES[status.toLowerCase()] ?? 'quiet';
}
