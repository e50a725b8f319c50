import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';

import { placeAfterScroll, placeAt, rowsInView, toGeometry } from '../../renderer/ui/virtual-window.ts';

const MILLION = toGeometry(1_000_000, 32, 640);

test('a short list scrolls as any element does', () => {
  const geometry = toGeometry(100, 32, 640);
  expect(geometry.height).toBe(3_200);
  expect(placeAt(geometry, 500)).toEqual({ scrollTop: 500, offset: 0 });
});

test('a million rows stay far below the height that browsers allow, at 200 % zoom too', () => {
  expect(MILLION.height * 2).toBeLessThan(33_554_432);
});

test('the end of a million rows shows the last one', () => {
  const place = placeAt(MILLION, Infinity);
  expect(rowsInView(MILLION, place, 32)).toEqual({ first: 999_980, last: 1_000_000 });
  expect(place.scrollTop).toBe(MILLION.height - MILLION.viewport);
});

test('a small scroll in a million rows moves by exactly its pixels', () => {
  const place = placeAt(MILLION, 16_000_000);
  const next = placeAfterScroll(MILLION, place, place.scrollTop + 53);
  expect(next.scrollTop + next.offset - (place.scrollTop + place.offset)).toBe(53);
});

test('dragging the scroll bar to the middle shows the middle row', () => {
  const middle = (MILLION.height - MILLION.viewport) / 2;
  const { first } = rowsInView(MILLION, placeAfterScroll(MILLION, placeAt(MILLION, 0), middle), 32);
  expect(first).toBeGreaterThan(499_980);
  expect(first).toBeLessThan(500_010);
});

test('whatever is scrolled, the content stays between its first and its last row', () => {
  const moves = array(integer({ min: 0, max: MILLION.height - MILLION.viewport }), { maxLength: 40 });
  assert(
    property(moves, (tops) => {
      let place = placeAt(MILLION, 0);
      for (const top of tops) {
        place = placeAfterScroll(MILLION, place, top);
        const shown = place.scrollTop + place.offset;
        expect(shown).toBeGreaterThanOrEqual(0);
        expect(shown).toBeLessThanOrEqual(MILLION.total - MILLION.viewport);
      }
    }),
  );
});

test('wheeling up from anywhere arrives at the very first row', () => {
  let place = placeAt(MILLION, 40_000);
  for (let turn = 0; turn < 400 && place.scrollTop + place.offset > 0; turn += 1) {
    place = placeAfterScroll(MILLION, place, Math.max(0, place.scrollTop - 600));
  }
  expect(place).toEqual({ scrollTop: 0, offset: 0 });
});
