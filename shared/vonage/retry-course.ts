import type { RetryProfile } from './retry-profiles.ts';
import { RETRY_PROFILES } from './retry-profiles.ts';

/** One arrival of a webhook, and what it was answered; 0 for nothing. In milliseconds since 1970 UTC. */
export interface Arrival {
  readonly id: number;
  readonly at: number;
  readonly status: number;
}

export interface Attempt {
  /** From 1, which is the first that was not accepted. */
  readonly number: number;
  /** By the profile, from the attempt before it; null for the first. */
  readonly expectedAt: number | null;
  /** Null where none came, or has not come yet. */
  readonly arrival: Arrival | null;
}

export interface RetryCourse {
  readonly profile: RetryProfile;
  /** Whether what came again came by the profile; null while nothing has. */
  readonly fits: boolean | null;
  readonly attempts: readonly Attempt[];
}

/** A webhook that the profile skips so often belongs to another profile. */
const MOST_SKIPPED = 20;
const MOST_ARRIVALS = 200;
const NEXT = 5;
/** How far from its time an attempt may come: networks, queues and Vonage's own timer. */
const TOLERANCE_MS = 2_000;
const TOLERANCE = 0.3;

/**
 * The arrivals of one webhook from the first that was not accepted, beside what a published profile says; with the
 * next attempts where the last was not accepted either. Of several profiles the one that fits best, or the newest.
 *
 * Null where nothing is to be expected: no profile is published for this API, or none sends again after such answers.
 */
export function retryCourse(api: string, kind: string, arrivals: readonly Arrival[]): RetryCourse | null {
  const profiles = RETRY_PROFILES.filter(({ apis }) => apis.has(api));
  const courses = profiles.flatMap((profile) => {
    const first = arrivals.findIndex(({ status }) => profile.retries(status));
    return first === -1 ? [] : [follow(profile, kind, arrivals.slice(first, first + MOST_ARRIVALS))];
  });
  const fitting = courses.filter(({ course }) => course.fits === true).toSorted((a, b) => a.error - b.error);
  return (fitting[0] ?? courses[0])?.course ?? null;
}

function follow(
  profile: RetryProfile,
  kind: string,
  arrivals: readonly Arrival[],
): { readonly course: RetryCourse; readonly error: number } {
  const [first, ...later] = arrivals;
  const attempts: Attempt[] = [{ number: 1, expectedAt: null, arrival: first ?? null }];
  let last = first;
  let error = 0;
  let fits = true;
  for (const arrival of later) {
    const expected = expectedBy(profile, attempts.length, last?.at ?? 0, arrival.at);
    for (const expectedAt of expected.slice(0, -1)) {
      attempts.push({ number: attempts.length + 1, expectedAt, arrival: null });
      error += 1;
    }
    const expectedAt = expected.at(-1) ?? arrival.at;
    const off = Math.abs(arrival.at - expectedAt);
    const pause = profile.pauseMs(attempts.length);
    attempts.push({ number: attempts.length + 1, expectedAt, arrival });
    fits &&= off <= Math.max(TOLERANCE_MS, pause * TOLERANCE) && profile.retries(last?.status ?? 0);
    error += off / pause;
    last = arrival;
  }
  if (last !== undefined && profile.retries(last.status)) {
    attempts.push(...next(profile, kind, attempts.length, last.at, first?.at ?? 0));
  }
  return { course: { profile, fits: later.length === 0 ? null : fits, attempts }, error: error / (later.length || 1) };
}

/** The times up to the one that is nearest to an arrival; those before it are of attempts that did not come. */
function expectedBy(profile: RetryProfile, made: number, from: number, arrivedAt: number): number[] {
  const times = [from + profile.pauseMs(made)];
  for (let skipped = 1; skipped <= MOST_SKIPPED; skipped += 1) {
    const last = times.at(-1) ?? from;
    const following = last + profile.pauseMs(made + skipped);
    if (Math.abs(following - arrivedAt) >= Math.abs(last - arrivedAt)) break;
    times.push(following);
  }
  return times;
}

function next(profile: RetryProfile, kind: string, made: number, from: number, firstAt: number): Attempt[] {
  const end = firstAt + profile.givesUpAfterMs(kind);
  const attempts: Attempt[] = [];
  let at = from;
  for (let number = made + 1; attempts.length < NEXT; number += 1) {
    at += profile.pauseMs(number - 1);
    if (at > end) break;
    attempts.push({ number, expectedAt: at, arrival: null });
  }
  return attempts;
}
