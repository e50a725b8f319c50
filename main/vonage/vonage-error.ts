import { AppError } from '../../shared/reply.ts';

/**
 * What is known of a request that failed. `not-done`: Vonage refused it, or it never got there, so nothing has changed.
 * `unknown`: the answer is missing, and it may have taken effect, or may yet.
 */
export type Effect = 'not-done' | 'unknown';

/** Vonage's API refused, or could not be asked. Never holds the API secret, nor what was sent. */
export class VonageError extends AppError {
  readonly effect: Effect;
  /** In milliseconds, where Vonage has said when to come again. */
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, effect: Effect, retryAfterMs: number | null = null) {
    super(code, message);
    this.effect = effect;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed a little later. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }
}

const PASSING = new Set([
  'vonage-busy',
  'vonage-conflict',
  'vonage-cut',
  'vonage-failed',
  // Half an answer, or the page of a network that wants a login first.
  'vonage-not-understood',
  'vonage-slow',
  'vonage-unreachable',
]);
const LONGEST_DETAIL = 300;

/** An answer that is not 2xx, in words. `detail` is what Vonage says about it. */
export function refusal(status: number, detail: string, retryAfterMs: number | null): VonageError {
  const said = detail === '' ? '' : ` Vonage says: ${bounded(detail)}`;
  const [code, words] = wordsOf(status);
  // A gateway may give up on a request that Vonage is still carrying out.
  const effect = status >= 500 || status === 408 ? 'unknown' : 'not-done';
  return new VonageError(code, `${words}${said}`, effect, retryAfterMs);
}

function wordsOf(status: number): readonly [code: string, words: string] {
  switch (status) {
    case 401:
      return [
        'vonage-credentials',
        'Vonage does not accept this API key and API secret. Both are on the API Settings page of the Vonage dashboard; the API secret is not the signature secret.',
      ];
    case 403:
      return ['vonage-forbidden', 'This account may not do that at Vonage (403).'];
    case 404:
      return ['vonage-not-found', 'Vonage has no such application in this account (404).'];
    case 409:
      return ['vonage-conflict', 'Vonage says that somebody else is changing the same thing (409). Try again.'];
    case 429:
      return ['vonage-busy', 'Vonage answers that there are too many requests (429). Try again in a minute.'];
    default:
      if (status >= 500) return ['vonage-failed', `Vonage’s API has a problem of its own (${status}).`];
      if (status >= 300 && status < 400)
        return ['vonage-moved', `Vonage’s API points to another address (${status}), which is not followed.`];
      return ['vonage-refused', `Vonage refuses the request (${status}).`];
  }
}

function bounded(detail: string): string {
  const text = detail.replace(/\s+/g, ' ').trim();
  const cut = text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}
