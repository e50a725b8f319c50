import { expect, test } from 'vitest';

import {
  formatAgo,
  formatAmount,
  formatBytes,
  formatClock,
  formatDuration,
  formatGap,
  formatIso,
  formatMoment,
} from '../../shared/format.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_024, '1 KB'],
  [1_434, '1.4 KB'],
  [10_485_760, '10 MB'],
  [1_048_064, '1 MB'],
  [5_368_709_120, '5 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [420, '0.42 ms'],
  [12_340, '12.3 ms'],
  [340_000, '340 ms'],
  [2_140_000, '2.1 s'],
  [61_000_000, '1 min 1 s'],
])('%d microseconds are %s', (microseconds, text) => {
  expect(formatDuration(microseconds)).toBe(text);
});

test('a clock shows milliseconds, and another day its date', () => {
  const time = new Date(2025, 0, 15, 9, 3, 0, 7).getTime();
  expect(formatClock(time)).toBe('09:03:00.007');
  expect(formatMoment(time, time)).toBe('09:03:00.007');
  expect(formatMoment(time, new Date(2026, 5, 1).getTime())).toBe('15 Jan 2025 09:03:00.007');
});

test('an ISO time keeps the microseconds', () => {
  expect(formatIso(1_736_933_400_123_456)).toBe('2025-01-15T09:30:00.123456Z');
});

test('numbers of things agree with their word', () => {
  expect([formatAmount(1, 'webhook'), formatAmount(12_480, 'webhook')]).toEqual(['1 webhook', '12,480 webhooks']);
});

test('gaps are told with their side', () => {
  expect([formatGap(0, 842), formatGap(7_200_000, 0), formatGap(0, 864_000_000)]).toEqual([
    '0.8 s later',
    '2.0 h earlier',
    '10 days later',
  ]);
});

test('ages are short', () => {
  expect([formatAgo(0, 1_000), formatAgo(0, 59_000), formatAgo(0, 3_700_000)]).toEqual(['now', '59 s ago', '1 h ago']);
});
