import { describe, expect, test } from 'vitest';

import { parseTime, spanOf } from '../../../shared/filter/filter-time.ts';

const NOW = new Date(2026, 10, 21, 9, 30, 15, 250).getTime();
const local = (...numbers: [number, number, number?, number?, number?, number?]): number =>
  new Date(...numbers).getTime();

describe('a time spans', () => {
  test.each([
    ['-2h', NOW - 7_200_000, NOW - 7_200_000],
    ['-90s', NOW - 90_000, NOW - 90_000],
    ['-1w', NOW - 604_800_000, NOW - 604_800_000],
    ['today', local(2026, 10, 21), local(2026, 10, 22)],
    ['yesterday', local(2026, 10, 20), local(2026, 10, 21)],
    ['2026-12-31', local(2026, 11, 31), local(2027, 0, 1)],
    ['2026-11-20T10:59', local(2026, 10, 20, 10, 59), local(2026, 10, 20, 11, 0)],
    ['2026-11-20T10:00:59', local(2026, 10, 20, 10, 0, 59), local(2026, 10, 20, 10, 1, 0)],
    ['2026-11-20T10:00Z', Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 10, 1)],
  ])('%s', (text, start, end) => {
    const time = parseTime(text);
    expect(time).not.toBeNull();
    if (time !== null) expect(spanOf(time, NOW)).toEqual({ start, end });
  });
});

test.each([
  '',
  'now',
  '2h',
  '-h',
  '-2y',
  '1969-12-31',
  '0001-01-01',
  '2026-1-1',
  '2026-13-01',
  '2026-11-20T10',
  '2026-11-20T10:60',
])('%j is no time', (text) => expect(parseTime(text)).toBeNull());
