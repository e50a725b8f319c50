import type { Rule, RuleFields } from '../contract/rules.ts';

/** Newer accounts give an SMS callback 3 s to connect, voice gives 5 s to answer: from here on a sender may notice. */
const NOTICED_DELAY_MS = 3_000;

/** Whether it keeps a sender from the success that it should have: then the window says so for as long as it is on. */
export function isFault({ ending, status, delayMs }: RuleFields): boolean {
  return ending !== 'answer' || status >= 300 || delayMs >= NOTICED_DELAY_MS;
}

/** How many webhooks it still answers; null for no end. */
export function remaining({ limit, answered }: Rule): number | null {
  return limit === null ? null : Math.max(0, limit - answered);
}
