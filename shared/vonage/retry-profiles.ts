/** When Vonage sends a webhook again that was not accepted, as it has published it (vonage-webhooks, 10.2). */
export interface RetryProfile {
  readonly name: string;
  /** Where Vonage says so. */
  readonly source: string;
  readonly apis: ReadonlySet<string>;
  /** Which answers are followed by another attempt; 0 where there was no answer. */
  readonly retries: (status: number) => boolean;
  /** From the nth attempt to the one after it, in milliseconds; n counts from 1. */
  readonly pauseMs: (attempt: number) => number;
  /** How long after the first attempt it ends, by kind. */
  readonly givesUpAfterMs: (kind: string) => number;
}

const HOUR_MS = 3_600_000;
const LONGEST_PAUSE_MS = 900_000;
/** Doubled so often, 5 s are above the longest pause. */
const DOUBLINGS = 8;

const DOUBLING: RetryProfile = {
  name: '5 s, doubling up to 15 min, for 24 h',
  source: 'Vonage’s support article 360028543292',
  apis: new Set(['messages-v1', 'messages-v0.1', 'dispatch', 'sms', 'video']),
  // The article says nothing about connections that end without an answer; everybody treats them as a 5xx.
  retries: (status) => status === 0 || status === 429 || status >= 500,
  pauseMs: (attempt) => Math.min(5_000 * 2 ** Math.min(attempt - 1, DOUBLINGS), LONGEST_PAUSE_MS),
  givesUpAfterMs: () => 24 * HOUR_MS,
};

const EACH_MINUTE: RetryProfile = {
  name: 'each minute, for 24 h (receipts 72 h)',
  source: 'Vonage’s older support article 226572227',
  apis: new Set(['sms']),
  retries: (status) => status !== 200,
  pauseMs: () => 60_000,
  givesUpAfterMs: (kind) => (kind === 'delivery-receipt' ? 72 : 24) * HOUR_MS,
};

/** The newer one first. */
export const RETRY_PROFILES: readonly RetryProfile[] = [DOUBLING, EACH_MINUTE];
