import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseTimestamp } from '../../../shared/vonage/timestamp.ts';

const TIME = Date.UTC(2025, 0, 15, 9, 30);

test.each<[unknown, number]>([
  ['2025-01-15T09:30:00Z', TIME],
  ['2025-01-15T09:30:00.000Z', TIME],
  ['2025-01-15T09:30:00.12Z', TIME + 120],
  ['2025-01-15T09:30:00.123456Z', TIME + 123],
  ['2025-01-15t09:30:00z', TIME],
  ['2025-01-15 09:30:00 UTC', TIME],
  ['2025-01-15 09:30:00 utc', TIME],
  ['2025-01-15 09:30:00 GMT', TIME],
  ['2025-01-15 09:30:00', TIME],
  ['2025-01-15T09:30:00', TIME],
  ['2025-01-15T09:30Z', TIME],
  ['  2025-01-15 09:30:00 ', TIME],
  ['2025-01-15T09:30:00+0000', TIME],
  ['2025-01-15T10:30:00+01:00', TIME],
  ['2025-01-15T10:30:00+01', TIME],
  ['2025-01-15T04:00:00-0530', TIME],
  ['2025-01-15 10:30:00 +0100', TIME],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
  ['1736933400', TIME],
  [1_736_933_400, TIME],
  [1_736_933_400.5, TIME + 500],
  [1_736_933_400_000, TIME],
  ['1736933400000', TIME],
])('%j is read', (text, time) => {
  expect(parseTimestamp(text)).toBe(time);
});

test.each([
  '2025-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2025-04-31T00:00:00Z',
  '2025-13-01T00:00:00Z',
  '2025-00-10T00:00:00Z',
  '2025-01-00T00:00:00Z',
  '2025-01-32T00:00:00Z',
  '2025-01-15T24:00:00Z',
  '2025-01-15T09:60:00Z',
  '2025-01-15T09:30:60Z',
  '2025-01-15T09:30:00+16:00',
  '2025-01-15T09:30:00+01:60',
  '0025-01-15T09:30:00Z',
  '2025-01-15',
  '09:30:00',
  '2025-1-5T9:30:00Z',
  '15/01/2025 09:30:00',
  '2025-01-15T09:30:00Z and more',
  'Wed, 15 Jan 2025 09:30:00 GMT',
  '2501150930x',
  'null',
  '',
  ' ',
  'soon',
  '0',
  '-1736933400',
  '12345',
  '1736933400000000',
  '9'.repeat(400),
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  null,
  undefined,
  true,
  {},
  ['2025-01-15T09:30:00Z'],
])('%j is not', (text) => {
  expect(parseTimestamp(text)).toBeNull();
});

const anyTime = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

test('agrees with the built-in reader on every ISO time', () => {
  fc.assert(fc.property(anyTime, (date) => parseTimestamp(date.toISOString()) === date.getTime()));
});

test('reads the form of the SMS API as UTC', () => {
  fc.assert(
    fc.property(anyTime, (date) => {
      const seconds = Math.floor(date.getTime() / 1_000) * 1_000;
      return parseTimestamp(date.toISOString().slice(0, 19).replace('T', ' ')) === seconds;
    }),
  );
});
