import { describe, expect, test } from 'vitest';

import type { Arrival, RetryCourse } from '../../../shared/vonage/retry-course.ts';
import { retryCourse } from '../../../shared/vonage/retry-course.ts';
import { RETRY_PROFILES } from '../../../shared/vonage/retry-profiles.ts';

const [doubling, eachMinute] = RETRY_PROFILES;

/** Arrivals at these seconds, each answered 503 but for what `statuses` says of the last ones. */
function arrivalsAt(seconds: readonly number[], ...statuses: readonly number[]): Arrival[] {
  const first = seconds.length - statuses.length;
  return seconds.map((at, index) => ({ id: index + 1, at: at * 1_000, status: statuses[index - first] ?? 503 }));
}

const expected = (course: RetryCourse | null): (number | null)[] =>
  (course?.attempts ?? []).map(({ expectedAt }) => (expectedAt === null ? null : expectedAt / 1_000));

describe('the next attempts after one failure', () => {
  test('come after 5 s, doubled each time', () => {
    const course = retryCourse('messages-v1', 'message-status', arrivalsAt([100]));
    expect(course).toMatchObject({ profile: doubling, fits: null });
    expect(expected(course)).toEqual([null, 105, 115, 135, 175, 255]);
  });

  test('are 15 min apart in the end, and stop after 24 h', () => {
    const pauses = [5, 10, 20, 40, 80, 160, 320, 640, ...Array.from({ length: 100 }, () => 900)];
    let at = 0;
    const times = [0, ...pauses.map((pause) => (at += pause))];
    const day = times.filter((at) => at <= 86_400);
    const late = retryCourse('sms', 'inbound-sms', arrivalsAt(day.slice(0, -2)));
    expect(late).toMatchObject({ profile: doubling, fits: true });
    expect(expected(late).slice(-2)).toEqual(day.slice(-2));
    expect(late?.attempts).toHaveLength(day.length);
  });

  test.each([
    ['messages-v1', 404],
    ['messages-v1', 200],
    ['sms', 200],
    ['voice', 503],
    ['verify-v2', 503],
  ])('%s answered %d: nothing is published to come', (api, status) => {
    expect(retryCourse(api, 'any', arrivalsAt([0], status))).toBeNull();
  });

  test('a 404 of the SMS API is sent again by the older article alone', () => {
    expect(retryCourse('sms', 'inbound-sms', arrivalsAt([0], 404))).toMatchObject({ profile: eachMinute });
  });

  test('a receipt is given up after 72 h, an inbound SMS after 24', () => {
    const minutes = Array.from({ length: 60 }, (_, index) => index * 60);
    for (const [kind, hours] of [
      ['delivery-receipt', 72],
      ['inbound-sms', 24],
    ] as const) {
      expect(eachMinute?.givesUpAfterMs(kind)).toBe(hours * 3_600_000);
      expect(retryCourse('sms', kind, arrivalsAt(minutes))).toMatchObject({ profile: eachMinute, fits: true });
    }
  });
});

describe('what came again', () => {
  test('names the profile that fits, a little late or early', () => {
    expect(retryCourse('sms', 'inbound-sms', arrivalsAt([0, 5.4, 16, 35.2]))).toMatchObject({
      profile: doubling,
      fits: true,
    });
    expect(retryCourse('sms', 'inbound-sms', arrivalsAt([0, 61, 122, 183]))).toMatchObject({
      profile: eachMinute,
      fits: true,
    });
  });

  test('each is expected from the one before it, so small delays do not add up', () => {
    expect(expected(retryCourse('messages-v1', 'message-status', arrivalsAt([0, 6, 17], 200)))).toEqual([null, 5, 16]);
  });

  test('attempts in between that did not come are told', () => {
    const course = retryCourse('messages-v1', 'message-status', arrivalsAt([0, 5, 75], 200));
    expect(course?.attempts.map(({ arrival }) => arrival?.id ?? null)).toEqual([1, 2, null, null, 3]);
    expect(expected(course)).toEqual([null, 5, 15, 35, 75]);
    expect(course?.fits).toBe(true);
  });

  test('fits neither where it came otherwise, and then the newer profile is shown', () => {
    expect(retryCourse('sms', 'inbound-sms', arrivalsAt([0, 1, 2, 3]))).toMatchObject({
      profile: doubling,
      fits: false,
    });
  });

  test('begins with the first that was not accepted, and ends where one is', () => {
    const course = retryCourse('messages-v1', 'message-status', arrivalsAt([0, 40, 45], 200, 503, 200));
    expect(course?.attempts.map(({ arrival }) => arrival?.id)).toEqual([2, 3]);
    expect(course?.fits).toBe(true);
  });

  test('a webhook that was accepted and comes again was not sent again by a profile', () => {
    expect(retryCourse('messages-v1', 'message-status', arrivalsAt([0, 5, 15], 503, 200, 503))).toMatchObject({
      fits: false,
    });
  });
});
